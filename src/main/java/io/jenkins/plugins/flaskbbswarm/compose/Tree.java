package io.jenkins.plugins.flaskbbswarm.compose;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A mapping to be printed. Fields that say nothing are left out; each dollar sign is doubled, so that the printed file
 * means the same when it is read again.
 */
final class Tree {
    private final Map<String, Object> fields = new TreeMap<>();

    Map<String, Object> fields() {
        return fields;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** A text unless it is empty. */
    Tree text(String name, String value) {
        return value.isEmpty() ? this : put(name, escape(value));
    }

    /** A number unless it is zero. */
    Tree number(String name, long value) {
        return value == 0 ? this : put(name, value);
    }

    /** {@code true}, or nothing. */
    Tree flag(String name, boolean value) {
        return value ? put(name, true) : this;
    }

    /** Whatever there is, be it empty or zero. */
    Tree optional(String name, Optional<?> value) {
        value.ifPresent(found -> put(name, found));
        return this;
    }

    Tree duration(String name, Optional<Duration> value) {
        return optional(name, value.map(Durations::format));
    }

    /** A list of texts unless it is empty. */
    Tree texts(String name, List<String> values) {
        return values.isEmpty()
                ? this
                : put(name, values.stream().map(Tree::escape).toList());
    }

    /** A mapping of texts unless it is empty. */
    Tree texts(String name, Map<String, String> values) {
        return values.isEmpty() ? this : put(name, escape(values));
    }

    /** A list of mappings unless it is empty. */
    Tree trees(String name, List<Tree> values) {
        return values.isEmpty()
                ? this
                : put(name, values.stream().map(Tree::fields).toList());
    }

    /** A mapping unless it is empty. */
    Tree tree(String name, Tree value) {
        return value.isEmpty() ? this : put(name, value.fields);
    }

    /** A mapping if there is one, be it empty. */
    Tree tree(String name, Optional<Tree> value) {
        return optional(name, value.map(Tree::fields));
    }

    /** Fields that nobody interprets. */
    Tree plain(Map<String, Object> values) {
        values.forEach((name, value) -> put(name, escapeAll(value)));
        return this;
    }

    Tree put(String name, Object value) {
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
            return list.stream().map(Tree::escapeAll).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> escaped = new TreeMap<>();
            map.forEach((name, inner) -> escaped.put(String.valueOf(name), escapeAll(inner)));
            return escaped;
        }
        return value;
    }
}
