package io.jenkins.plugins.flaskbbswarm.stack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names for content: the first digits of its SHA-256, in lower-case hex. Not for secrets, which could be guessed at. */
public final class Fingerprint {
    private Fingerprint() {}

    /** That of a text. */
    public static String of(String text, int digits) {
        MessageDigest sum = sum();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return of(sum, digits);
    }

    /** That of all that {@code sum} was given. */
    public static String of(MessageDigest sum, int digits) {
        return HexFormat.of().formatHex(sum.digest()).substring(0, digits);
    }

    /** A sum of nothing yet, for content in pieces. */
    public static MessageDigest sum() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
