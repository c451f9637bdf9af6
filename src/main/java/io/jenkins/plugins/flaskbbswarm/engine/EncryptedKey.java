package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Decrypts private keys: PKCS#8 with PBES2 (what openssl writes) or PBES1, and the older headers of PEM. */
final class EncryptedKey {
    /** Bounds the time that a file may cost. */
    private static final int MOST_ROUNDS = 20_000_000;

    private static final String PBES2 = "2a864886f70d01050d";
    private static final String PBKDF2 = "2a864886f70d01050c";
    private static final Map<String, String> HASHES = Map.of(
            "2a864886f70d0207", "SHA1",
            "2a864886f70d0208", "SHA224",
            "2a864886f70d0209", "SHA256",
            "2a864886f70d020a", "SHA384",
            "2a864886f70d020b", "SHA512");
    private static final Map<String, String> CIPHERS = Map.of(
            "60864801650304012a", "AES-256-CBC",
            "608648016503040116", "AES-192-CBC",
            "608648016503040102", "AES-128-CBC",
            "2a864886f70d0307", "DES-EDE3-CBC");
    private static final Pattern DEK_INFO = Pattern.compile("([A-Z0-9-]+),([0-9A-Fa-f]{16,32})");

    private EncryptedKey() {}

    /** How a key is encrypted: the name as PEM has it, and what it needs. */
    private record Algorithm(String name) {
        boolean isKnown() {
            return CIPHERS.containsValue(name) || name.equals("DES-CBC");
        }

        int keyBytes() {
            return switch (name) {
                case "AES-128-CBC" -> 16;
                case "AES-256-CBC" -> 32;
                case "DES-CBC" -> 8;
                default -> 24;
            };
        }

        byte[] decrypt(byte[] key, byte[] vector, byte[] data) throws GeneralSecurityException {
            String plain = name.startsWith("AES") ? "AES" : name.equals("DES-CBC") ? "DES" : "DESede";
            Cipher cipher = Cipher.getInstance(plain + "/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, plain), new IvParameterSpec(vector));
            return cipher.doFinal(data);
        }
    }

    /**
     * The PKCS#8 of a block {@code ENCRYPTED PRIVATE KEY}.
     *
     * @throws GeneralSecurityException if the passphrase is another
     * @throws IllegalArgumentException if it is encrypted in a way that we do not know
     */
    static byte[] pkcs8(byte[] der, char[] passphrase) throws GeneralSecurityException {
        Der outer = new Der(der).sequence();
        Der scheme = outer.sequence();
        return hex(scheme.next(Der.OID)).equals(PBES2)
                ? pbes2(scheme.sequence(), outer.next(Der.OCTETS), passphrase)
                : pbes1(der, passphrase);
    }

    private static byte[] pbes2(Der parameters, byte[] data, char[] passphrase) throws GeneralSecurityException {
        Der derivation = parameters.sequence();
        Der encryption = parameters.sequence();
        require(hex(derivation.next(Der.OID)).equals(PBKDF2));
        Algorithm algorithm = new Algorithm(CIPHERS.getOrDefault(hex(encryption.next(Der.OID)), ""));
        require(algorithm.isKnown());
        byte[] key = pbkdf2(derivation.sequence(), algorithm.keyBytes(), passphrase);
        return algorithm.decrypt(key, encryption.next(Der.OCTETS), data);
    }

    private static byte[] pbkdf2(Der parameters, int bytes, char[] passphrase) throws GeneralSecurityException {
        byte[] salt = parameters.next(Der.OCTETS);
        int rounds = parameters.number();
        require(rounds > 0 && rounds <= MOST_ROUNDS);
        if (parameters.isNext(Der.INTEGER)) {
            parameters.number();
        }
        String hash = parameters.isAtEnd()
                ? "SHA1"
                : HASHES.getOrDefault(hex(parameters.sequence().next(Der.OID)), "");
        require(!hash.isEmpty());
        return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash)
                .generateSecret(new PBEKeySpec(passphrase, salt, rounds, bytes * 8))
                .getEncoded();
    }

    private static byte[] pbes1(byte[] der, char[] passphrase) throws GeneralSecurityException {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
            Cipher cipher = Cipher.getInstance(info.getAlgName());
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(info.getAlgName()).generateSecret(new PBEKeySpec(passphrase)),
                    info.getAlgParameters());
            return cipher.doFinal(info.getEncryptedData());
        } catch (IOException | java.security.NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("unknown encryption", e);
        }
    }

    /** The content of a block with the headers {@code Proc-Type: 4,ENCRYPTED} and {@code DEK-Info}. */
    static byte[] withHeaders(PemBlock block, char[] passphrase) throws GeneralSecurityException {
        Matcher info = DEK_INFO.matcher(block.headers().getOrDefault("DEK-Info", ""));
        require(info.matches() && new Algorithm(info.group(1)).isKnown());
        Algorithm algorithm = new Algorithm(info.group(1));
        byte[] vector = HexFormat.of().parseHex(info.group(2));
        byte[] key = derived(passphrase, Arrays.copyOf(vector, 8), algorithm.keyBytes());
        return algorithm.decrypt(key, vector, block.der());
    }

    /** OpenSSL's EVP_BytesToKey with MD5 and one round. */
    private static byte[] derived(char[] passphrase, byte[] salt, int length) throws GeneralSecurityException {
        ByteBuffer text = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] password = Arrays.copyOf(text.array(), text.limit());
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] key = new byte[length];
        byte[] sum = {};
        for (int done = 0; done < length; done += sum.length) {
            md5.update(sum);
            md5.update(password);
            sum = md5.digest(salt);
            System.arraycopy(sum, 0, key, done, Math.min(sum.length, length - done));
        }
        return key;
    }

    private static void require(boolean known) {
        if (!known) {
            throw new IllegalArgumentException("unknown encryption");
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
