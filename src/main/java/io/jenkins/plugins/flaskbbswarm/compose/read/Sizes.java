package io.jenkins.plugins.flaskbbswarm.compose.read;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory such as {@code 1.5G}: units of 1024, as docker CLI reads them ({@code units.RAMInBytes}). */
public final class Sizes {
    private static final String UNITS = "kmgtp";
    private static final Pattern SIZE = Pattern.compile(
            "(?<number>\\+?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?) ?(?:b|(?<unit>[kmgtp])(?:i?b)?)?",
            Pattern.CASE_INSENSITIVE);

    private Sizes() {}

    /** The bytes; empty if the text is no size, or one that nobody has. */
    public static Optional<Long> parse(String text) {
        Matcher match = SIZE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        String unit = match.group("unit");
        int power = unit == null ? 0 : UNITS.indexOf(unit.toLowerCase(Locale.ROOT)) + 1;
        double bytes = Double.parseDouble(match.group("number")) * (1L << 10 * power);
        return bytes < Long.MAX_VALUE ? Optional.of((long) bytes) : Optional.empty();
    }
}
