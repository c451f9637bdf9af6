package io.jenkins.plugins.flaskbbswarm.yaml;

/**
 * A single word or text.
 *
 * @param location where it begins
 * @param text as written, quotes and escapes resolved
 * @param plain whether it was written without quotes (and so may be something else than text)
 * @param value what it means
 */
public record YamlScalar(Location location, String text, boolean plain, ScalarValue value) implements YamlNode {
    /** A scalar that stands for nothing. */
    static YamlScalar nothing(Location location) {
        return new YamlScalar(location, "", true, new ScalarValue.Null());
    }

    /** Whether nothing was written, or {@code null} or {@code ~}. */
    public boolean isNull() {
        return value instanceof ScalarValue.Null;
    }

    /** Whether this is text, quoted or not, rather than a number, a boolean, a date or nothing. */
    public boolean isText() {
        return value instanceof ScalarValue.Text;
    }

    /** The same place with another text, as interpolation makes it. */
    public YamlScalar withValue(ScalarValue newValue) {
        return new YamlScalar(location, newValue.asText(), plain, newValue);
    }

    @Override
    public String describe() {
        return value.describe();
    }
}
