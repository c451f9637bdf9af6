package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Twelve hex digits that tell one value of a secret from another, and nothing more: who sees them and guesses the value
 * pays a fifth of a second for each guess, and each secret has a salt of its own. (PBKDF2-HMAC-SHA-512 with 210,000
 * rounds, as OWASP's password storage advice of 2023.)
 */
public final class SecretFingerprint {
    /** How many bytes of salt a new secret gets. */
    public static final int SALT_BYTES = 16;

    private static final int ROUNDS = 210_000;
    private static final int DIGITS = 12;
    private static final int DIGITS_OF_ALL = 64;

    private SecretFingerprint() {}

    /** The fingerprint of {@code secret} under {@code salt} (hex, as the label keeps it). */
    public static String of(Content secret, String salt) {
        MessageDigest sum = sum();
        update(sum, secret.bytes());
        return slow(sum, salt, DIGITS);
    }

    /**
     * One fingerprint of several secrets, as slow as that of one. Each name and value is taken with its length, so that no
     * two lists look the same.
     *
     * @param secrets by a name that none of them shares
     */
    public static String ofAll(SortedMap<String, Content> secrets, String salt) {
        MessageDigest sum = sum();
        secrets.forEach((name, secret) -> {
            withLength(sum, name.getBytes(StandardCharsets.UTF_8));
            withLength(sum, secret.bytes());
        });
        return slow(sum, salt, DIGITS_OF_ALL);
    }

    private static void withLength(MessageDigest sum, byte[] bytes) {
        sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        update(sum, bytes);
    }

    private static void update(MessageDigest sum, byte[] value) {
        sum.update(value);
        Arrays.fill(value, (byte) 0);
    }

    private static String slow(MessageDigest sum, String salt, int digits) {
        char[] password = hexOfHash(sum);
        PBEKeySpec key = new PBEKeySpec(password, HexFormat.of().parseHex(salt), ROUNDS, digits * 4);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(key)
                    .getEncoded();
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2", e);
        } finally {
            key.clearPassword();
            Arrays.fill(password, '\0');
        }
    }

    /** Half a megabyte of secret costs one hash this way, not one for each round. */
    private static char[] hexOfHash(MessageDigest sum) {
        byte[] hash = sum.digest();
        char[] digits = new char[hash.length * 2];
        for (int i = 0; i < hash.length; i++) {
            digits[2 * i] = Character.forDigit(hash[i] >> 4 & 15, 16);
            digits[2 * i + 1] = Character.forDigit(hash[i] & 15, 16);
        }
        Arrays.fill(hash, (byte) 0);
        return digits;
    }

    private static MessageDigest sum() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-512", e);
        }
    }
}
