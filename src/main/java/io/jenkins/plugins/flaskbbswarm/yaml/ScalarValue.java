package io.jenkins.plugins.flaskbbswarm.yaml;

import java.math.BigInteger;
import java.time.OffsetDateTime;

/** What a scalar means, by the rules of the YAML library that docker CLI 28 uses (go yaml.v3: YAML 1.2 with octal and dates of YAML 1.1). */
public sealed interface ScalarValue {
    /** The value as text, in the spelling that docker CLI gives to a container. */
    String asText();

    /** What a message calls it. */
    String describe();

    /** Text. */
    record Text(String asText) implements ScalarValue {
        @Override
        public String describe() {
            return "the text '" + YamlScalar.shortened(asText) + "'";
        }
    }

    /** A whole number of any size. */
    record Int(BigInteger value) implements ScalarValue {
        @Override
        public String asText() {
            return value.toString();
        }

        @Override
        public String describe() {
            return "the number " + value;
        }
    }

    /** A number with a fraction or an exponent, an infinity, or not a number. */
    record Real(double value) implements ScalarValue {
        @Override
        public String asText() {
            return GoText.of(value);
        }

        @Override
        public String describe() {
            return "the number " + asText();
        }
    }

    /** {@code true} or {@code false}; {@code yes} and {@code on} are text. */
    record Bool(boolean value) implements ScalarValue {
        @Override
        public String asText() {
            return Boolean.toString(value);
        }

        @Override
        public String describe() {
            return "the boolean " + value;
        }
    }

    /** A date, or a date and time. */
    record Timestamp(OffsetDateTime value) implements ScalarValue {
        @Override
        public String asText() {
            return GoText.of(value);
        }

        @Override
        public String describe() {
            return "the date " + asText();
        }
    }

    /** Nothing. */
    record Null() implements ScalarValue {
        @Override
        public String asText() {
            return "";
        }

        @Override
        public String describe() {
            return "nothing";
        }
    }
}
