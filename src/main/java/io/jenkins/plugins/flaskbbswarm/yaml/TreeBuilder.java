package io.jenkins.plugins.flaskbbswarm.yaml;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns composed nodes into our tree. A node that several aliases share is built once and counted as often as it is
 * used: a few lines of aliases could otherwise stand for more nodes than there is memory.
 */
final class TreeBuilder {
    /** Part of many emoji. */
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private final String file;
    private final Problems problems;
    private final Map<Node, YamlNode> built = new IdentityHashMap<>();
    private final ExpansionLimit measure = new ExpansionLimit();
    private final Map<Node, Boolean> open = new IdentityHashMap<>();
    private final Map<YamlNode, String> tags;

    /** @param tags takes the tags that are not YAML's own */
    TreeBuilder(String file, Problems problems, Map<YamlNode, String> tags) {
        this.file = file;
        this.problems = problems;
        this.tags = tags;
    }

    /** @throws TooLargeException if the tree has no end, or none worth waiting for */
    YamlNode build(Node node) {
        YamlNode known = built.get(node);
        if (known != null) {
            return known;
        }
        if (open.put(node, true) != null) {
            throw new TooLargeException(
                    location(node.getStartMark()),
                    "this anchor contains an alias of itself, so it has no end",
                    "write the inner part out");
        }
        YamlNode result = convert(node);
        open.remove(node);
        built.put(node, result);
        ScalarResolver.ownTag(node.getTag()).ifPresent(tag -> tags.put(result, tag));
        return result;
    }

    private YamlNode convert(Node node) {
        Location location = location(node.getStartMark());
        if (node instanceof MappingNode mapping) {
            return measured(new YamlMap(location, entries(mapping)));
        }
        if (node instanceof SequenceNode sequence) {
            return measured(new YamlList(
                    location, sequence.getValue().stream().map(this::build).toList()));
        }
        return scalar(location, (ScalarNode) node);
    }

    private YamlScalar scalar(Location location, ScalarNode node) {
        if (!isWritable(node.getValue())) {
            problems.error(
                    location, "", "a text here has a character that no file can hold", "remove the \\0 or \\ud800");
        }
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        if (plain) {
            warnOfBlankLooks(location, node.getValue());
        }
        ScalarValue value = ScalarResolver.resolve(node.getTag(), node.getValue(), plain);
        return new YamlScalar(location, node.getValue(), plain, value);
    }

    /** Pasted from a web page, such a character looks like a space or like nothing, and is part of the word. */
    private void warnOfBlankLooks(Location location, String text) {
        text.codePoints()
                .filter(TreeBuilder::looksBlank)
                .findFirst()
                .ifPresent(found -> problems.warning(
                        location,
                        "",
                        String.format(
                                "the character U+%04X is part of this text, although it looks like %s",
                                found, "a blank"),
                        "put a space in its place, or write the text in quotes"));
    }

    private static boolean looksBlank(int character) {
        return character > '~'
                && (Character.isSpaceChar(character) || Character.getType(character) == Character.FORMAT)
                && character != ZERO_WIDTH_JOINER;
    }

    /** Escapes can spell what neither an engine nor a file name takes: NUL, and halves of a character. */
    private static boolean isWritable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private Map<String, YamlMap.Entry> entries(MappingNode mapping) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        List<NodeTuple> merges = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (isMerge(tuple.getKeyNode())) {
                merges.add(tuple);
            } else {
                add(entries, tuple);
            }
        }
        merges.forEach(tuple -> merge(entries, tuple.getValueNode()));
        if (merges.size() > 1) {
            duplicate("<<", merges.get(0).getKeyNode(), merges.get(1).getKeyNode());
        }
        return entries;
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && scalar.getValue().equals("<<");
    }

    private void add(Map<String, YamlMap.Entry> entries, NodeTuple tuple) {
        if (!(build(tuple.getKeyNode()) instanceof YamlScalar key)) {
            problems.error(location(tuple.getKeyNode().getStartMark()), "", "a key must be a single word", "");
            return;
        }
        YamlMap.Entry before = entries.putIfAbsent(key.text(), new YamlMap.Entry(key, build(tuple.getValueNode())));
        if (before != null) {
            duplicate(key.text(), before.key().location(), key.location());
        }
    }

    private void duplicate(String key, Node first, Node second) {
        duplicate(key, location(first.getStartMark()), location(second.getStartMark()));
    }

    private void duplicate(String key, Location first, Location second) {
        problems.error(
                second,
                "",
                "the key '" + key + "' is here a second time, after line " + first.line(),
                "keep one of the two");
    }

    /** Own keys win, then the first of several merged mappings. */
    private void merge(Map<String, YamlMap.Entry> entries, Node source) {
        List<Node> sources = source instanceof SequenceNode sequence ? sequence.getValue() : List.of(source);
        for (Node each : sources) {
            if (build(each) instanceof YamlMap map) {
                measure.merge(map);
                map.entries().forEach(entries::putIfAbsent);
            } else {
                problems.error(
                        location(each.getStartMark()), "", "'<<' merges mappings, and this is none", "name a mapping");
            }
        }
    }

    private YamlNode measured(YamlNode node) {
        measure.weigh(node);
        return node;
    }

    private Location location(Mark mark) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
