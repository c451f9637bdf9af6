package io.jenkins.plugins.flaskbbswarm.compose.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the Compose file format, 3.0 to 3.13.
 *
 * @param minor the number after the dot
 */
public record FormatVersion(int minor) implements Comparable<FormatVersion> {
    /** What a file without {@code version}, or with {@code version: "3"}, is taken for. */
    public static final FormatVersion LATEST = new FormatVersion(13);

    private static final Pattern KNOWN = Pattern.compile("3\\.(0|[1-9]|1[0-3])");

    /** Empty if docker CLI 28 knows no such version. */
    public static Optional<FormatVersion> parse(String text) {
        if (text.isEmpty() || text.equals("3")) {
            return Optional.of(LATEST);
        }
        Matcher match = KNOWN.matcher(text);
        return match.matches() ? Optional.of(new FormatVersion(Integer.parseInt(match.group(1)))) : Optional.empty();
    }

    @Override
    public int compareTo(FormatVersion other) {
        return Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return "3." + minor;
    }
}
