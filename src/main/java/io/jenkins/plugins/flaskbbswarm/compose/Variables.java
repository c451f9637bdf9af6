package io.jenkins.plugins.flaskbbswarm.compose;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The variables that a Compose file may use, and no others: the caller says whether that is the process environment.
 * Their values may be secret, so they are never printed.
 */
public final class Variables {
    private final Map<String, String> values;

    private Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Exactly these variables. */
    public static Variables of(Map<String, String> values) {
        return new Variables(values);
    }

    /** No variables. */
    public static Variables none() {
        return new Variables(Map.of());
    }

    /** These variables and {@code others}, which win. */
    public Variables with(Map<String, String> others) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(others);
        return new Variables(all);
    }

    /** These variables, and {@code defaults} for those that are not among them. */
    Variables over(Map<String, String> defaults) {
        Map<String, String> all = new TreeMap<>(defaults);
        all.putAll(values);
        return new Variables(all);
    }

    /** The value of a variable, which may be the empty string. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public String toString() {
        return "Variables" + new TreeMap<>(values).keySet();
    }
}
