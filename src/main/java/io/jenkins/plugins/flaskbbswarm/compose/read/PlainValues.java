package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns parts of a file that nobody interprets into plain trees of maps, lists, texts, numbers and booleans. */
public final class PlainValues {
    private PlainValues() {}

    /** Nothing becomes an empty Optional, since plain trees hold no null. */
    public static Object of(YamlNode node) {
        if (node instanceof YamlMap map) {
            Map<String, Object> plain = new TreeMap<>();
            map.entries().forEach((key, entry) -> plain.put(key, of(entry.value())));
            return plain;
        }
        if (node instanceof YamlList list) {
            return list.items().stream().map(PlainValues::of).toList();
        }
        return of(((YamlScalar) node).value());
    }

    private static Object of(ScalarValue value) {
        if (value instanceof ScalarValue.Int number) {
            return number.value();
        }
        if (value instanceof ScalarValue.Real number) {
            return number.value();
        }
        if (value instanceof ScalarValue.Bool bool) {
            return bool.value();
        }
        return value instanceof ScalarValue.Null ? Optional.empty() : value.asText();
    }
}
