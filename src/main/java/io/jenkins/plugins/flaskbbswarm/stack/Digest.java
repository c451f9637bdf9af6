package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.regex.Pattern;

/**
 * The content address of an image, such as {@code sha256:4bf3…}.
 *
 * @param value algorithm, colon, lower-case hex
 */
public record Digest(String value) {
    private static final Pattern VALID = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

    /** @throws IllegalArgumentException if {@code value} is not a digest */
    public Digest {
        if (!isValid(value)) {
            throw new IllegalArgumentException("'" + value + "' is not an image digest (sha256:<64 hex digits>)");
        }
    }

    /** Whether a text from elsewhere is a digest. */
    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    /** The first twelve hex digits: enough for a person to compare. */
    public String brief() {
        int hex = value.indexOf(':') + 1;
        return value.substring(hex, hex + 12);
    }

    @Override
    public String toString() {
        return value;
    }
}
