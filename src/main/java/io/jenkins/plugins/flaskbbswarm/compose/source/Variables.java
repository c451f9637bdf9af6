package io.jenkins.plugins.flaskbbswarm.compose.source;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The variables that a Compose file may use, and no others: the caller says whether that is the process environment.
 * Their values may be secret, so they are never printed.
 */
public final class Variables {
    private final Map<String, String> values;
    private final Set<String> closed;
    private final Consumer<String> whenAsked;

    private Variables(Map<String, String> values) {
        this(values, Set.of(), name -> {});
    }

    private Variables(Map<String, String> values, Set<String> closed, Consumer<String> whenAsked) {
        this.values = Map.copyOf(values);
        this.closed = Set.copyOf(closed);
        this.whenAsked = whenAsked;
    }

    /**
     * The same without some of them.
     *
     * @param whenAsked told the name of one of these each time that a file uses it
     */
    public Variables without(Set<String> names, Consumer<String> whenAsked) {
        Map<String, String> others = new TreeMap<>(values);
        others.keySet().removeAll(names);
        return new Variables(others, names, whenAsked);
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
        return new Variables(all, closed, whenAsked);
    }

    /** These variables, and {@code defaults} for those that are not among them. */
    public Variables over(Map<String, String> defaults) {
        Map<String, String> all = new TreeMap<>(defaults);
        all.putAll(values);
        return new Variables(all, closed, whenAsked);
    }

    /** The value of a variable, which may be the empty string. */
    public Optional<String> get(String name) {
        if (closed.contains(name)) {
            whenAsked.accept(name);
        }
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public String toString() {
        return "Variables" + new TreeMap<>(values).keySet();
    }
}
