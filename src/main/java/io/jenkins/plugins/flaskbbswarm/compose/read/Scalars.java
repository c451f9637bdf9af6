package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.interpolate.TypeCasts;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads single values by type. What docker CLI 28 refuses although its meaning is plain (a number for a text, a quoted
 * number for a number) is taken in the compatible mode, with a warning.
 */
final class Scalars {
    private static final BigDecimal MOST = new BigDecimal(Long.MAX_VALUE);

    private final ReadContext reading;

    Scalars(ReadContext reading) {
        this.reading = reading;
    }

    /** A text. */
    Optional<String> text(YamlNode node, String path) {
        if (!(node instanceof YamlScalar scalar) || scalar.isNull()) {
            reading.wrongType(node, path, "text");
            return Optional.empty();
        }
        if (!scalar.isText()) {
            reading.lenientType(node, path, "text", "put it in quotes");
        }
        return Optional.of(scalar.text());
    }

    /** A text or a number, as a text in the spelling that docker CLI gives it. */
    Optional<String> textOrNumber(YamlNode node, String path) {
        if (!(node instanceof YamlScalar scalar) || scalar.isNull()) {
            reading.wrongType(node, path, "text or a number");
            return Optional.empty();
        }
        if (scalar.value() instanceof ScalarValue.Real real && !Double.isFinite(real.value())) {
            reading.wrongType(node, path, "text or a finite number");
        }
        if (scalar.value() instanceof ScalarValue.Bool) {
            reading.lenientType(node, path, "text or a number", "put it in quotes");
        }
        return Optional.of(scalar.value().asText());
    }

    /** {@code true} or {@code false}. */
    Optional<Boolean> bool(YamlNode node, String path) {
        if (node instanceof YamlScalar scalar) {
            if (scalar.value() instanceof ScalarValue.Bool bool) {
                return Optional.of(bool.value());
            }
            Optional<Boolean> meant = TypeCasts.bool(scalar.text());
            if (scalar.isText() && meant.isPresent()) {
                reading.lenientType(node, path, "true or false", "write true or false without quotes");
                return meant;
            }
        }
        reading.wrongType(node, path, "true or false");
        return Optional.empty();
    }

    /** A whole number; {@code 3.0} is one. */
    Optional<Long> integer(YamlNode node, String path) {
        Optional<BigDecimal> number = number(node, path, "a whole number");
        if (number.isPresent() && number.get().stripTrailingZeros().scale() > 0) {
            reading.wrongType(node, path, "a whole number");
            return Optional.empty();
        }
        return number.map(BigDecimal::longValue);
    }

    /** A whole number that is not negative. */
    Optional<Long> count(YamlNode node, String path) {
        Optional<Long> number = integer(node, path);
        if (number.isPresent() && number.get() < 0) {
            reading.wrongType(node, path, "a number from 0 on");
            return Optional.empty();
        }
        return number;
    }

    /** Any finite number. */
    Optional<BigDecimal> number(YamlNode node, String path, String expected) {
        if (node instanceof YamlScalar scalar) {
            Optional<BigDecimal> number =
                    number(scalar.value()).filter(value -> value.abs().compareTo(MOST) <= 0);
            if (number.isPresent()) {
                return number;
            }
            Optional<BigDecimal> meant = scalar.isText() ? TypeCasts.integer(scalar.text()) : Optional.empty();
            if (meant.isPresent()) {
                reading.lenientType(node, path, expected, "write it without quotes");
                return meant;
            }
        }
        reading.wrongType(node, path, expected);
        return Optional.empty();
    }

    private static Optional<BigDecimal> number(ScalarValue value) {
        if (value instanceof ScalarValue.Int number) {
            return Optional.of(new BigDecimal(number.value()));
        }
        return value instanceof ScalarValue.Real number && Double.isFinite(number.value())
                ? Optional.of(BigDecimal.valueOf(number.value()))
                : Optional.empty();
    }
}
