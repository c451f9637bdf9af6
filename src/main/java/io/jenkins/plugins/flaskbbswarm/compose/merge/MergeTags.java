package io.jenkins.plugins.flaskbbswarm.compose.merge;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlDocument;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file takes out of those that it is merged over: {@code !reset} removes a field, {@code !override} puts its
 * own value in the field's place instead of merging the two.
 */
final class MergeTags {
    private static final String RESET = "!reset";
    private static final String OVERRIDE = "!override";

    private final Map<String, MergeTags> below = new LinkedHashMap<>();
    private boolean isTagged;

    private MergeTags() {}

    /** A file without its tags, and what they said. */
    record Read(YamlMap tree, MergeTags tags) {}

    static Read read(YamlDocument document, ReadContext reading) {
        MergeTags tags = new MergeTags();
        if (document.tags().isEmpty()) {
            return new Read(document.root(), tags);
        }
        YamlMap tree = new Reader(document, reading).map(document.root(), "", Optional.of(tags));
        return new Read(tree, tags);
    }

    /** An earlier file's tree without the fields that are tagged here. */
    YamlMap prune(YamlMap tree) {
        return below.isEmpty() ? tree : map(tree);
    }

    /** A service that {@code name} extends, without the fields that {@code name} tags. */
    YamlMap pruneService(String name, YamlMap service) {
        return Optional.ofNullable(below.get("services"))
                .map(services -> services.below.get(name))
                .map(tags -> tags.prune(service))
                .orElse(service);
    }

    private YamlMap map(YamlMap tree) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        tree.entries().forEach((key, entry) -> {
            MergeTags tags = below.get(key);
            if (tags == null) {
                entries.put(key, entry);
            } else if (!tags.isTagged) {
                entries.put(key, new YamlMap.Entry(entry.key(), tags.node(entry.value())));
            }
        });
        return new YamlMap(tree.location(), entries);
    }

    private YamlNode node(YamlNode node) {
        if (node instanceof YamlMap map) {
            return map(map);
        }
        return node instanceof YamlList list
                ? new YamlList(
                        list.location(),
                        list.items().stream().filter(this::stays).toList())
                : node;
    }

    /** A list of {@code NAME=value} or of names means the same as a mapping. */
    private boolean stays(YamlNode item) {
        return !(item instanceof YamlScalar scalar)
                || Optional.ofNullable(below.get(scalar.text().split("[=:]", 2)[0]))
                        .filter(tags -> tags.isTagged)
                        .isEmpty();
    }

    /** Takes the tags off a tree. */
    private record Reader(YamlDocument document, ReadContext reading) {
        YamlMap map(YamlMap map, String path, Optional<MergeTags> tags) {
            Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> {
                String where = path.isEmpty() ? key : path + "." + key;
                Optional<MergeTags> inner = tags.map(all -> all.at(key));
                node(entry.value(), where, inner)
                        .ifPresent(value -> entries.put(key, new YamlMap.Entry(entry.key(), value)));
                tags.ifPresent(all -> all.forgetIfSilent(key));
            });
            return new YamlMap(map.location(), entries);
        }

        /** @param tags where to note them; empty inside of what replaces everything, and in lists, which have no keys */
        private Optional<YamlNode> node(YamlNode node, String path, Optional<MergeTags> tags) {
            String tag = document.tag(node).orElse("");
            note(tag, node, path);
            if (tag.equals(RESET)) {
                tags.ifPresent(all -> all.isTagged = true);
                return Optional.empty();
            }
            if (tag.equals(OVERRIDE)) {
                tags.ifPresent(all -> all.isTagged = true);
            }
            Optional<MergeTags> inner = tag.equals(OVERRIDE) ? Optional.empty() : tags;
            if (node instanceof YamlMap map) {
                return Optional.of(map(map, path, inner));
            }
            return Optional.of(node instanceof YamlList list ? list(list, path) : node);
        }

        private YamlList list(YamlList list, String path) {
            List<YamlNode> items = new ArrayList<>();
            for (YamlNode item : list.items()) {
                String where = path + "[" + items.size() + "]";
                if (document.tag(item).filter(this::isMerging).isPresent()) {
                    reading.warn(
                            item.location(),
                            where,
                            "a tag on an item of a list takes nothing out of earlier files",
                            "put the tag before the whole list");
                }
                node(item, where, Optional.empty()).ifPresent(items::add);
            }
            return new YamlList(list.location(), items);
        }

        private boolean isMerging(String tag) {
            return tag.equals(RESET) || tag.equals(OVERRIDE);
        }

        private void note(String tag, YamlNode node, String path) {
            if (isMerging(tag)) {
                reading.modern(
                        node.location(), path, "the tag " + tag + " is of the Compose Specification", "remove it");
            } else if (!tag.isEmpty()) {
                reading.warn(node.location(), path, "the tag " + tag + " has no meaning and is ignored", "remove it");
            }
        }
    }

    private MergeTags at(String key) {
        return below.computeIfAbsent(key, name -> new MergeTags());
    }

    private void forgetIfSilent(String key) {
        MergeTags inner = below.get(key);
        if (!inner.isTagged && inner.below.isEmpty()) {
            below.remove(key);
        }
    }
}
