package io.jenkins.plugins.flaskbbswarm.compose.print;

import io.jenkins.plugins.flaskbbswarm.compose.read.Durations;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A mapping to be printed. Fields that say nothing are left out; each dollar sign is doubled, so that the printed file
 * means the same when it is read again.
 */
final class YamlObjectBuilder {
    private final Map<String, Object> fields = new TreeMap<>();

    Map<String, Object> fields() {
        return fields;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** A text unless it is empty. */
    YamlObjectBuilder text(String name, String value) {
        return value.isEmpty() ? this : put(name, escape(value));
    }

    /** A number unless it is zero. */
    YamlObjectBuilder number(String name, long value) {
        return value == 0 ? this : put(name, value);
    }

    /** {@code true}, or nothing. */
    YamlObjectBuilder flag(String name, boolean value) {
        return value ? put(name, true) : this;
    }

    /** Whatever there is, be it empty or zero. */
    YamlObjectBuilder optional(String name, Optional<?> value) {
        value.ifPresent(found -> put(name, found));
        return this;
    }

    YamlObjectBuilder duration(String name, Optional<Duration> value) {
        return optional(name, value.map(Durations::format));
    }

    /** A list of texts unless it is empty. */
    YamlObjectBuilder texts(String name, List<String> values) {
        return values.isEmpty()
                ? this
                : put(name, values.stream().map(YamlObjectBuilder::escape).toList());
    }

    /** A mapping of texts unless it is empty. */
    YamlObjectBuilder texts(String name, Map<String, String> values) {
        return values.isEmpty() ? this : put(name, escape(values));
    }

    /** A list of mappings unless it is empty. */
    YamlObjectBuilder trees(String name, List<YamlObjectBuilder> values) {
        return values.isEmpty()
                ? this
                : put(name, values.stream().map(YamlObjectBuilder::fields).toList());
    }

    /** A mapping unless it is empty. */
    YamlObjectBuilder tree(String name, YamlObjectBuilder value) {
        return value.isEmpty() ? this : put(name, value.fields);
    }

    /** A mapping if there is one, be it empty. */
    YamlObjectBuilder tree(String name, Optional<YamlObjectBuilder> value) {
        return optional(name, value.map(YamlObjectBuilder::fields));
    }

    /** Fields that nobody interprets. */
    YamlObjectBuilder plain(Map<String, Object> values) {
        values.forEach((name, value) -> put(name, escapeAll(value)));
        return this;
    }

    YamlObjectBuilder put(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    static String escape(String text) {
        return text.replace("$", "$$");
    }

    static Map<String, String> escape(Map<String, String> texts) {
        Map<String, String> escaped = new TreeMap<>();
        texts.forEach((name, value) -> escaped.put(name, escape(value)));
        return escaped;
    }

    private static Object escapeAll(Object value) {
        if (value instanceof String text) {
            return escape(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlObjectBuilder::escapeAll).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> escaped = new TreeMap<>();
            map.forEach((name, inner) -> escaped.put(String.valueOf(name), escapeAll(inner)));
            return escaped;
        }
        return value;
    }
}
