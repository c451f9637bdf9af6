package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what may be a mapping or a list of pairs, such as {@code environment} and {@code labels}. */
final class Pairs {
    private final Reading reading;
    private final Scalars scalars;
    private final char separator;

    Pairs(Section section, char separator) {
        this.reading = section.reading();
        this.scalars = section.scalars();
        this.separator = separator;
    }

    /** The pairs by key; a key without a value has none. */
    Map<String, Optional<String>> read(YamlNode node, String path) {
        if (node instanceof YamlMap map) {
            return fromMap(map, path);
        }
        if (node instanceof YamlList list) {
            return fromList(list, path);
        }
        reading.wrongType(node, path, "a mapping or a list");
        return Map.of();
    }

    private Map<String, Optional<String>> fromMap(YamlMap map, String path) {
        Map<String, Optional<String>> pairs = new TreeMap<>();
        map.entries().forEach((key, entry) -> {
            String where = path + "." + key;
            reading.places().put(where, entry.key().location());
            if (!entry.key().isText()) {
                reading.lenientType(entry.key(), where, "a text as key", "put the key in quotes");
            }
            boolean isNull = entry.value() instanceof YamlScalar scalar && scalar.isNull();
            Optional<String> value = isNull ? Optional.empty() : scalars.textOrNumber(entry.value(), where);
            if (isNull || value.isPresent()) {
                pairs.put(key, value);
            }
        });
        return pairs;
    }

    private Map<String, Optional<String>> fromList(YamlList list, String path) {
        Map<String, Optional<String>> pairs = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (YamlNode item : list.items()) {
            String where = path + "[" + index++ + "]";
            String text = scalars.text(item, where).orElse("");
            if (!seen.add(text)) {
                reading.lenient(item.location(), where, "repeats an earlier item of the list", "remove it");
            }
            int cut = text.indexOf(separator);
            String key = cut < 0 ? text : text.substring(0, cut);
            reading.places().put(path + "." + key, item.location());
            pairs.put(key, cut < 0 ? Optional.empty() : Optional.of(text.substring(cut + 1)));
        }
        return pairs;
    }
}
