package io.jenkins.plugins.flaskbbswarm.yaml;

/**
 * A single word or text.
 *
 * @param location where it begins
 * @param text as written, quotes and escapes resolved
 * @param plain whether it was written without quotes (and so may be something else than text)
 * @param value what it means
 * @param source the text that messages show: what the file says, even where a variable has put something else in its
 *     place, which may be secret
 */
public record YamlScalar(Location location, String text, boolean plain, ScalarValue value, String source)
        implements YamlNode {
    private static final int LONGEST_QUOTED = 200;

    /** A scalar as the file has it. */
    public YamlScalar(Location location, String text, boolean plain, ScalarValue value) {
        this(location, text, plain, value, text);
    }

    /** A scalar that stands for nothing. */
    public static YamlScalar nothing(Location location) {
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

    /** The same place with another value, as interpolation makes it; messages still show what the file says. */
    public YamlScalar withValue(ScalarValue newValue) {
        return new YamlScalar(location, newValue.asText(), plain, newValue, source);
    }

    /** The text for a message, in quotes, without the values of variables; of a long one, the beginning. */
    public String quoted() {
        return "'" + shortened(source) + "'";
    }

    static String shortened(String text) {
        return text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED) + "…";
    }

    @Override
    public String describe() {
        return source.equals(text) ? value.describe() : "what " + quoted() + " stands for";
    }

    /** Without the values of variables. */
    @Override
    public String toString() {
        return location + " " + quoted();
    }
}
