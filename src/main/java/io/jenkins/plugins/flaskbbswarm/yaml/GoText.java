package io.jenkins.plugins.flaskbbswarm.yaml;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Numbers and dates as Go's {@code fmt.Sprint} writes them: that text reaches the container. */
final class GoText {
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern(" xx")
            .toFormatter(Locale.ROOT);

    private GoText() {}

    /** Shortest digits that read back as the same number; an exponent from a million on and below a ten-thousandth. */
    static String of(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = shortest(value);
        int exponent = shortest.precision() - shortest.scale() - 1;
        return exponent < -4 || exponent >= 6 ? scientific(shortest, exponent) : shortest.toPlainString();
    }

    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal candidate = exact.round(new MathContext(digits));
            if (candidate.doubleValue() == value) {
                return candidate.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(17)).stripTrailingZeros();
    }

    private static String scientific(BigDecimal value, int exponent) {
        BigDecimal mantissa = value.movePointLeft(exponent).stripTrailingZeros();
        return mantissa.toPlainString() + String.format("e%+03d", exponent);
    }

    /** As {@code 2001-01-01 00:00:00 +0000 UTC}. */
    static String of(OffsetDateTime value) {
        String zone = value.getOffset().equals(ZoneOffset.UTC)
                ? "UTC"
                : DateTimeFormatter.ofPattern("xx", Locale.ROOT).format(value);
        return DATE_TIME.format(value) + " " + zone;
    }
}
