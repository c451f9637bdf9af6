package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which objects a list or event stream shall show: values of one name are alternatives, names must all hold. */
public final class Filters {
    private final SortedMap<String, SortedSet<String>> values;

    private Filters(SortedMap<String, SortedSet<String>> values) {
        this.values = values;
    }

    /** Everything. */
    public static Filters none() {
        return new Filters(new TreeMap<>());
    }

    /** Objects that carry a label with this value. */
    public static Filters label(String name, String value) {
        return none().and("label", name + "=" + value);
    }

    /** Objects that carry a label, whatever its value. */
    public static Filters label(String name) {
        return none().and("label", name);
    }

    /**
     * Tightens: {@code and("service", id)}, {@code and("desired-state", "running")}, {@code and("type", "service")}.
     * {@code name} matches by prefix on the engine, not exactly.
     */
    public Filters and(String name, String... alternatives) {
        SortedMap<String, SortedSet<String>> more = new TreeMap<>(values);
        SortedSet<String> all = new TreeSet<>(more.getOrDefault(name, new TreeSet<>()));
        all.addAll(List.of(alternatives));
        more.put(name, all);
        return new Filters(more);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** As the engine reads it: {@code {"label":["a=b"]}}. */
    @Override
    public String toString() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((name, all) -> all.forEach(json.withArray("/" + name)::add));
        return json.toString();
    }
}
