package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Keys and certificates as openssl writes them in all its forms, and what is said of those that cannot be used. */
class PemFormsTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void keysOfAllKinds() throws Exception {
        sh("""
            openssl genrsa -out rsa.pem 2048
            openssl rsa -in rsa.pem -traditional -out rsa-pkcs1.pem
            openssl ecparam -name prime256v1 -genkey -out ec.pem
            openssl ec -in ec.pem -out ec-sec1.pem
            openssl ecparam -name secp384r1 -genkey -noout -out ec384.pem
            openssl ecparam -name prime256v1 -genkey -param_enc explicit -noout -out ec-explicit.pem
            openssl pkcs8 -topk8 -nocrypt -in ec.pem -out ec-pkcs8.pem
            openssl genpkey -algorithm ed25519 -out ed25519.pem
            openssl genpkey -algorithm x25519 -out x25519.pem
            for c in aes-128-cbc aes-192-cbc aes-256-cbc des3; do openssl pkcs8 -topk8 -v2 $c -passout pass:sésame -in ec.pem -out enc-$c.pem; done
            openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA1 -passout pass:sésame -in rsa.pem -out enc-sha1.pem
            openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA512 -passout pass:sésame -in rsa.pem -out enc-sha512.pem
            openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -passout pass:sesame -in rsa.pem -out enc-pbes1.pem
            openssl pkcs8 -topk8 -scrypt -passout pass:sésame -in rsa.pem -out enc-scrypt.pem
            openssl rsa -in rsa.pem -traditional -aes256 -passout pass:sésame -out old-aes256.pem
            openssl rsa -in rsa.pem -traditional -des3 -passout pass:sésame -out old-des3.pem
            openssl ec -in ec.pem -aes128 -passout pass:sésame -out old-ec.pem
            openssl rsa -in rsa.pem -outform DER -out rsa.der
            openssl rsa -in rsa.pem -pubout -out public.pem
            openssl req -new -key rsa.pem -subj /CN=asked -out request.pem
            for k in rsa ec ed25519; do openssl req -x509 -key $k.pem -subj /CN=own-$k -days 30 -out $k-cert.pem; done
            openssl x509 -in rsa-cert.pem -outform DER -out cert.der
            openssl x509 -in rsa-cert.pem -text -out text-cert.pem
            sed 's/$/\\r/' rsa-cert.pem > crlf-cert.pem
            sed 's/$/\\r/' ec-sec1.pem > crlf-key.pem
            cat ec-cert.pem rsa-cert.pem > two-certs.pem
            cat rsa.pem rsa-cert.pem > key-and-cert.pem
            (echo 'Bag Attributes'; cat rsa.pem; echo 'friendlyName: x') > text-key.pem
            head -c 700 rsa-cert.pem > cut-cert.pem
            sed 's/^M/N/' rsa-cert.pem > damaged-cert.pem
            sed '2s/^M/N/' rsa-pkcs1.pem > damaged-key.pem
            printf '' > empty.pem
            printf '\\n' > blank.pem
            echo hello > text.pem
            printf '%s\\n' '-----BEGIN OPENSSH PRIVATE KEY-----' AAAA '-----END OPENSSH PRIVATE KEY-----' > openssh.pem
            """);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.pem, RSA, ",
        "rsa-pkcs1.pem, RSA, ",
        "ec.pem, EC, ",
        "ec-sec1.pem, EC, ",
        "ec384.pem, EC, ",
        "ec-pkcs8.pem, EC, ",
        "ed25519.pem, EdDSA, ",
        "crlf-key.pem, EC, ",
        "text-key.pem, RSA, ",
        "key-and-cert.pem, RSA, ",
        "enc-aes-128-cbc.pem, EC, sésame",
        "enc-aes-192-cbc.pem, EC, sésame",
        "enc-aes-256-cbc.pem, EC, sésame",
        "enc-des3.pem, EC, sésame",
        "enc-sha1.pem, RSA, sésame",
        "enc-sha512.pem, RSA, sésame",
        "enc-pbes1.pem, RSA, sesame",
        "old-aes256.pem, RSA, sésame",
        "old-des3.pem, RSA, sésame",
        "old-ec.pem, EC, sésame",
        "rsa.pem, RSA, needless"
    })
    void aKeyIsReadInAnyForm(String file, String algorithm, String passphrase) throws Exception {
        PrivateKey key =
                PemKey.read(bytes(file), Optional.ofNullable(passphrase).map(String::toCharArray));

        assertThat(key.getAlgorithm()).isEqualTo(algorithm);
        String pair = algorithm.equals("EdDSA") ? "ed25519" : algorithm.toLowerCase(java.util.Locale.ROOT);
        if (!file.equals("ec384.pem")) {
            assertThat(PemCertificates.in("cert.pem", bytes(pair + "-cert.pem")).chainOf(key, Instant.now()))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        empty.pem           |        | holds no private key: it is empty
        blank.pem           |        | holds no private key: it is empty
        text.pem            |        | holds no private key: it holds nothing in PEM form
        rsa.der             |        | holds no private key: it is in DER form
        rsa-cert.pem        |        | holds no private key: it holds CERTIFICATE
        public.pem          |        | holds no private key: it holds PUBLIC KEY
        openssh.pem         |        | of the form 'OPENSSH PRIVATE KEY'
        x25519.pem          |        | is of no known kind, or damaged
        damaged-key.pem     |        | is of no known kind, or damaged
        ec-explicit.pem     |        | does not name its curve
        enc-aes-256-cbc.pem |        | is encrypted: set FLASKBB_SWARM_KEY_PASSPHRASE
        old-aes256.pem      |        | is encrypted: set FLASKBB_SWARM_KEY_PASSPHRASE
        enc-aes-256-cbc.pem | wrong  | the passphrase is wrong
        enc-pbes1.pem       | wrong  | the passphrase is wrong
        old-aes256.pem      | wrong  | the passphrase is wrong
        old-ec.pem          | wrong  | the passphrase is wrong
        enc-scrypt.pem      | sésame | is encrypted in a way that is not known here
        """)
    void aBadKeyIsASentence(String file, String passphrase, String problem) {
        assertThatThrownBy(() ->
                        PemKey.read(bytes(file), Optional.ofNullable(passphrase).map(String::toCharArray)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("key.pem ")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"rsa-cert.pem, 1", "text-cert.pem, 1", "crlf-cert.pem, 1", "two-certs.pem, 2", "key-and-cert.pem, 1"})
    void certificatesAreReadWhateverStandsAroundThem(String file, int count) throws Exception {
        assertThat(PemCertificates.in("ca.pem", bytes(file)).all()).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        empty.pem        | holds no certificate: it is empty
        text.pem         | holds no certificate: it holds nothing in PEM form
        cert.der         | holds no certificate: it is in DER form
        rsa.pem          | holds no certificate: it holds PRIVATE KEY
        request.pem      | holds no certificate: it holds CERTIFICATE REQUEST
        cut-cert.pem     | holds no certificate
        damaged-cert.pem | is damaged: its certificate 1 cannot be read
        """)
    void aBadCertificateIsASentence(String file, String problem) {
        assertThatThrownBy(() -> PemCertificates.in("ca.pem", bytes(file)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ca.pem ")
                .hasMessageContaining(problem);
    }

    @Test
    void theCertificateOfTheKeyIsSentFirst() throws Exception {
        PrivateKey key = PemKey.read(bytes("rsa.pem"), Optional.empty());

        assertThat(PemCertificates.in("cert.pem", bytes("two-certs.pem")).chainOf(key, Instant.now()))
                .extracting(certificate -> certificate.getPublicKey().getAlgorithm())
                .containsExactly("RSA", "EC");
    }

    /** Two keys of one algorithm are told apart, too. */
    @Test
    void anotherKeyIsCalledSo() throws Exception {
        PrivateKey other = PemKey.read(bytes("ec384.pem"), Optional.empty());

        assertThatThrownBy(() ->
                        PemCertificates.in("cert.pem", bytes("ec-cert.pem")).chainOf(other, Instant.now()))
                .hasMessage("key.pem is not the key of cert.pem (CN=own-ec): give the pair made together");
    }

    @ParameterizedTest
    @CsvSource({"P60D, expired: it was valid from", "-P60D, is not valid yet: it is valid from"})
    void aCertificateOutOfItsTimeIsCalledSoWithItsDates(java.time.Period later, String problem) throws Exception {
        Instant then = Instant.now().plus(later);
        PemCertificates own = PemCertificates.in("cert.pem", bytes("rsa-cert.pem"));

        assertThatThrownBy(() -> own.valid(then))
                .hasMessageContaining("the certificate in cert.pem (CN=own-rsa)")
                .hasMessageContaining(problem)
                .hasMessageContaining(own.all().get(0).getNotAfter().toInstant().toString());
        PrivateKey key = PemKey.read(bytes("rsa.pem"), Optional.empty());
        assertThatThrownBy(() -> own.chainOf(key, then)).hasMessageContaining(problem);
    }

    @Test
    void thePassphraseIsThatOfTheEnvironment() throws Exception {
        Files.writeString(folder.resolve("passphrase"), "sésame\nanother line\n");
        TlsFiles files = new TlsFiles(bytes("ec-cert.pem"), bytes("ec-cert.pem"), bytes("old-ec.pem"));

        for (Map<String, String> environment : List.of(
                Map.of("FLASKBB_SWARM_KEY_PASSPHRASE", "sésame"),
                Map.of(
                        "FLASKBB_SWARM_KEY_PASSPHRASE_FILE",
                        folder.resolve("passphrase").toString()))) {
            assertThat(new TlsContext(files.withPassphraseOf(environment)).socketFactory())
                    .isNotNull();
        }
        assertThatThrownBy(() -> files.withPassphraseOf(Map.of("FLASKBB_SWARM_KEY_PASSPHRASE_FILE", "/none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/none");
    }

    private static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    private static void sh(String script) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Path file = Files.writeString(folder.resolve("make"), script, StandardCharsets.UTF_8);
        int exit = new ProcessBuilder("sh", "-e", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(() -> log.toString()).isZero();
    }

    /** A swarm target of Jenkins names its passphrase; the environment is that of somebody's build. */
    @Test
    void aPassphraseThatIsGivenCountsMoreThanThatOfTheEnvironment() {
        Map<String, String> environment = Map.of(PemKey.PASSPHRASE, "of the environment");
        TlsFiles files = new TlsFiles(new byte[0], new byte[0], new byte[0]);

        assertThat(files.withPassphrase("given").withPassphraseOf(environment).passphrase())
                .hasValueSatisfying(text -> assertThat(text).containsExactly("given".toCharArray()));
        assertThat(files.withPassphraseOf(environment).passphrase())
                .hasValueSatisfying(text -> assertThat(text).containsExactly("of the environment".toCharArray()));
    }
}
