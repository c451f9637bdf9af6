package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PemKeyTest {
    private static PrivateKey generate(String algorithm) throws NoSuchAlgorithmException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void readsPkcs8(String algorithm) throws NoSuchAlgorithmException {
        PrivateKey key = generate(algorithm);
        assertThat(PemKey.read(TestIdentity.pem("PRIVATE KEY", key.getEncoded()))
                        .getEncoded())
                .isEqualTo(key.getEncoded());
    }

    @Test
    void readsPkcs1() throws NoSuchAlgorithmException {
        PrivateKey key = generate("RSA");
        // PKCS#8 of an RSA key of usual size is 26 bytes of wrapping around PKCS#1.
        byte[] pkcs1 = Arrays.copyOfRange(key.getEncoded(), 26, key.getEncoded().length);
        assertThat(PemKey.read(TestIdentity.pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void saysHowToConvertOthers(String kind) {
        assertThatThrownBy(() -> PemKey.read(TestIdentity.pem(kind, new byte[8])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void refusesWhatIsNoKey() {
        assertThatThrownBy(() -> PemKey.read(TestIdentity.pem("CERTIFICATE", new byte[8])))
                .hasMessageContaining("key.pem holds no private key");
        assertThatThrownBy(() -> PemKey.read(TestIdentity.pem("PRIVATE KEY", new byte[8])))
                .hasMessageContaining("key.pem is of no known kind");
    }
}
