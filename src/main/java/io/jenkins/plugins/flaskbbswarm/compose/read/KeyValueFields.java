package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the fields of a section that map names to texts: {@code environment}, {@code labels}, {@code driver_opts}… */
final class KeyValueFields {
    private final Section in;
    private final ReadContext reading;
    private final Scalars scalars;

    KeyValueFields(Section in) {
        this.in = in;
        this.reading = in.reading();
        this.scalars = in.scalars();
    }

    /** @param nullable whether a name may stand without a value */
    Map<String, String> textMap(String name, boolean nullable) {
        Map<String, String> texts = new TreeMap<>();
        Optional<YamlNode> node = in.node(name);
        if (node.isPresent() && node.get() instanceof YamlMap map) {
            fromMap(map, in.path(name), nullable).forEach((key, value) -> texts.put(key, value.orElse("")));
        } else {
            node.ifPresent(other -> reading.wrongType(other, in.path(name), "a mapping"));
        }
        return texts;
    }

    Map<String, String> labels(String name) {
        Map<String, String> labels = new TreeMap<>();
        pairs(name).forEach((key, value) -> labels.put(key, value.orElse("")));
        return labels;
    }

    Map<String, Optional<String>> pairs(String name) {
        Optional<YamlNode> node = in.node(name);
        if (node.isPresent() && node.get() instanceof YamlMap map) {
            return fromMap(map, in.path(name), true);
        }
        if (node.isPresent() && node.get() instanceof YamlList list) {
            return fromList(list, in.path(name));
        }
        node.ifPresent(other -> reading.wrongType(other, in.path(name), "a mapping or a list"));
        return Map.of();
    }

    private Map<String, Optional<String>> fromMap(YamlMap map, String path, boolean nullable) {
        Map<String, Optional<String>> pairs = new TreeMap<>();
        map.entries().forEach((key, entry) -> {
            String where = path + "." + key;
            reading.places().put(where, entry.key().location());
            if (!entry.key().isText()) {
                reading.lenientType(entry.key(), where, "a text as key", "put the key in quotes");
            }
            boolean isNull = Section.isNull(entry.value());
            if (isNull && !nullable) {
                reading.lenient(entry.key().location(), where, "has no value", "give it one");
            }
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
            boolean isNew = seen.add(text);
            if (!isNew) {
                reading.lenient(item.location(), where, "repeats an earlier item of the list", "remove it");
            }
            int cut = text.indexOf('=');
            String key = cut < 0 ? text : text.substring(0, cut);
            reading.places().put(path + "." + key, item.location());
            if (pairs.containsKey(key) && isNew) {
                reading.warn(item.location(), where, "sets '" + key + "' again, and the last counts", "keep one");
            }
            pairs.put(key, cut < 0 ? Optional.empty() : Optional.of(text.substring(cut + 1)));
        }
        return pairs;
    }
}
