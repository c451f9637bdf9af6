package io.jenkins.plugins.flaskbbswarm.compose.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in Go's spelling, such as {@code 1h30m} or {@code 1.5s}. */
public final class Durations {
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00b5s", 1_000L,
            "\u03bcs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final Pattern PART = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
    private static final int LONGEST = 200;

    private Durations() {}

    /** Empty if the text is no duration, or one of more than 292 years. */
    public static Optional<Duration> parse(String text) {
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (unsigned.isEmpty() || unsigned.length() > LONGEST) {
            return Optional.empty();
        }
        return sum(unsigned)
                .filter(total -> total.bitLength() < Long.SIZE)
                .map(total -> Duration.ofNanos(text.startsWith("-") ? -total.longValue() : total.longValue()));
    }

    private static Optional<BigInteger> sum(String text) {
        BigInteger total = BigInteger.ZERO;
        Matcher part = PART.matcher(text);
        int end = 0;
        while (part.find() && part.start() == end) {
            BigDecimal unit = BigDecimal.valueOf(NANOSECONDS.get(part.group(2)));
            total = total.add(new BigDecimal(part.group(1)).multiply(unit).toBigInteger());
            end = part.end();
        }
        return end == text.length() ? Optional.of(total) : Optional.empty();
    }

    /** In Go's spelling, such as {@code 1m30s}. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return formatFraction(duration.toNanos());
        }
        BigDecimal seconds = BigDecimal.valueOf(duration.toSecondsPart())
                .add(BigDecimal.valueOf(duration.toNanosPart(), 9))
                .stripTrailingZeros();
        String hours = duration.toHours() > 0 ? duration.toHours() + "h" : "";
        String minutes = duration.toMinutes() > 0 ? duration.toMinutesPart() + "m" : "";
        return hours + minutes + seconds.toPlainString() + "s";
    }

    private static String formatFraction(long nanoseconds) {
        int digits = nanoseconds >= 1_000_000 ? 6 : nanoseconds >= 1_000 ? 3 : 0;
        String unit = nanoseconds >= 1_000_000 ? "ms" : nanoseconds >= 1_000 ? "\u00b5s" : "ns";
        return BigDecimal.valueOf(nanoseconds, digits).stripTrailingZeros().toPlainString() + unit;
    }
}
