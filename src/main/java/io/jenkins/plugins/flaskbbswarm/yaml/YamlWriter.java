package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes plain trees (maps, lists, texts, numbers, booleans, and empty Optionals for nothing) as YAML that every reader
 * understands alike: a text that could be taken for anything else is quoted.
 */
public final class YamlWriter {
    private static final Pattern BARE = Pattern.compile("[a-zA-Z_/.][a-zA-Z0-9_/.@+-]*(?::[a-zA-Z0-9_/.@+-]+)*");
    private static final Pattern OLD_BOOLEAN = Pattern.compile("(?i)y|n|yes|no|on|off|null|true|false|=|<<");
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /** The same tree gives the same text; maps are written in their own order. */
    public static String write(Map<String, ?> tree) {
        YamlWriter writer = new YamlWriter();
        writer.map(tree, "");
        return writer.out.toString();
    }

    private void map(Map<?, ?> map, String indent) {
        map.forEach((key, value) -> {
            out.append(indent).append(text(String.valueOf(key))).append(':');
            value(value, indent);
        });
    }

    private void list(List<?> list, String indent) {
        for (Object item : list) {
            out.append(indent).append('-');
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                // The first key stands beside the dash, the others below it.
                int start = out.length();
                map(map, indent + INDENT);
                out.replace(start, start + indent.length() + INDENT.length(), " ");
            } else {
                value(item, indent);
            }
        }
    }

    /** What follows a key or a dash, with the end of the line. */
    private void value(Object value, String indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            map(map, indent + INDENT);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            list(list, indent + INDENT);
        } else {
            String scalar = scalar(value);
            out.append(scalar.isEmpty() ? "" : " ").append(scalar).append('\n');
        }
    }

    private static String scalar(Object value) {
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        if (value instanceof List<?>) {
            return "[]";
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(YamlWriter::scalar).orElse("");
        }
        if (value instanceof Double number) {
            return number(number);
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : text(String.valueOf(value));
    }

    private static String number(double number) {
        return Double.isNaN(number)
                ? ".nan"
                : Double.isInfinite(number) ? (number > 0 ? ".inf" : "-.inf") : GoText.of(number);
    }

    private static String text(String text) {
        boolean bare = BARE.matcher(text).matches()
                && !OLD_BOOLEAN.matcher(text).matches()
                && !text.startsWith(".")
                && ScalarResolver.resolve(text) instanceof ScalarValue.Text;
        return bare ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    boolean printable = c >= ' '
                            && c != 0x7f
                            && (c < 0x80 || c > 0x9f)
                            && c != 0x2028
                            && c != 0x2029
                            && c != 0xfeff;
                    quoted.append(printable ? String.valueOf((char) c) : String.format("\\u%04x", c));
                }
            }
        });
        return quoted.append('"').toString();
    }
}
