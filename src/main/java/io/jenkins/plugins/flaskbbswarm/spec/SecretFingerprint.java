package io.jenkins.plugins.flaskbbswarm.spec;

import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

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

    private SecretFingerprint() {}

    /** The fingerprint of {@code secret} under {@code salt} (hex, as the label keeps it). */
    public static String of(Content secret, String salt) {
        byte[] value = secret.bytes();
        char[] password = hexOfHash(value);
        PBEKeySpec key = new PBEKeySpec(password, HexFormat.of().parseHex(salt), ROUNDS, DIGITS * 4);
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
            Arrays.fill(value, (byte) 0);
        }
    }

    /** Half a megabyte of secret costs one hash this way, not one for each round. */
    private static char[] hexOfHash(byte[] value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(value);
            char[] digits = new char[hash.length * 2];
            for (int i = 0; i < hash.length; i++) {
                digits[2 * i] = Character.forDigit(hash[i] >> 4 & 15, 16);
                digits[2 * i + 1] = Character.forDigit(hash[i] & 15, 16);
            }
            Arrays.fill(hash, (byte) 0);
            return digits;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-512", e);
        }
    }
}
