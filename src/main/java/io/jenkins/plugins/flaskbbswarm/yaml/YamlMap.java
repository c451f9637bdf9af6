package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping with unique keys, in the order of the file.
 *
 * @param location where it begins
 * @param entries its keys and values by key text
 */
public record YamlMap(Location location, Map<String, Entry> entries) implements YamlNode {
    /** A key, which has a place of its own, and its value. */
    public record Entry(YamlScalar key, YamlNode value) {}

    public YamlMap {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of {@code key}; a key that is written without a value has a null scalar. */
    public Optional<YamlNode> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** The keys in the order of the file. */
    public List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public String describe() {
        return "a mapping";
    }
}
