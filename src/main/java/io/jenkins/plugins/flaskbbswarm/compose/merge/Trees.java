package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Copies of located trees with parts of them changed; what is not changed is shared. */
final class Trees {
    private Trees() {}

    /** With {@code change} applied to the value of {@code key}, if the map has one. */
    static YamlMap with(YamlMap map, String key, UnaryOperator<YamlNode> change) {
        YamlMap.Entry entry = map.entries().get(key);
        return entry == null ? map : put(map, key, new YamlMap.Entry(entry.key(), change.apply(entry.value())));
    }

    static YamlMap put(YamlMap map, String key, YamlMap.Entry entry) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(map.entries());
        entries.put(key, entry);
        return new YamlMap(map.location(), entries);
    }

    static YamlMap without(YamlMap map, String key) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(map.entries());
        entries.remove(key);
        return new YamlMap(map.location(), entries);
    }

    /** With {@code change} applied to each value of a mapping; other nodes stay. */
    static YamlNode each(YamlNode node, UnaryOperator<YamlNode> change) {
        if (!(node instanceof YamlMap map)) {
            return node;
        }
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        map.entries()
                .forEach((key, entry) -> entries.put(key, new YamlMap.Entry(entry.key(), change.apply(entry.value()))));
        return new YamlMap(map.location(), entries);
    }

    /** With {@code change} applied to each item of a list, or to a node that is none. */
    static YamlNode items(YamlNode node, UnaryOperator<YamlNode> change) {
        return node instanceof YamlList list
                ? new YamlList(
                        list.location(), list.items().stream().map(change).toList())
                : change.apply(node);
    }

    /** With {@code change} applied to a text; other nodes stay. */
    static YamlNode text(YamlNode node, UnaryOperator<String> change) {
        return node instanceof YamlScalar scalar && scalar.isText()
                ? scalar.withValue(new ScalarValue.Text(change.apply(scalar.text())))
                : node;
    }

    static Optional<YamlMap> map(YamlMap map, String key) {
        return map.get(key).filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
    }

    /** The texts of a text or a list of texts; other items are left out. */
    static List<YamlScalar> texts(Optional<YamlNode> node) {
        List<YamlNode> items = node.map(found -> found instanceof YamlList list ? list.items() : List.of(found))
                .orElse(List.of());
        return items.stream()
                .filter(YamlScalar.class::isInstance)
                .map(YamlScalar.class::cast)
                .filter(scalar -> !scalar.isNull())
                .toList();
    }
}
