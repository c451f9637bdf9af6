package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Weighs a tree as if each alias were written out, before anybody walks through it. A value weighs one; a long text
 * more, since each of its copies will be printed, and so does a value below long keys, since messages know it by its
 * path.
 */
final class ExpansionLimit {
    private static final long MOST = 500_000;
    private static final int TEXT_WEIGHT = 64;

    private final Map<YamlNode, Size> sizes = new IdentityHashMap<>();
    private long merged;

    private record Size(long values, long weight) {
        Size plus(Size other, long extra) {
            return new Size(values + other.values, weight + other.weight + extra);
        }
    }

    /** @throws TooLargeException if the node is not worth waiting for; its parts were weighed before */
    void weigh(YamlNode node) {
        Size size = new Size(1, 1);
        if (node instanceof YamlMap map) {
            for (Map.Entry<String, YamlMap.Entry> entry : map.entries().entrySet()) {
                Size below = size(entry.getValue().value());
                size = size.plus(below, 1 + below.values * entry.getKey().length() / TEXT_WEIGHT);
            }
        } else if (node instanceof YamlList list) {
            for (YamlNode item : list.items()) {
                size = size.plus(size(item), 0);
            }
        }
        check(size.weight, node.location());
        sizes.put(node, size);
    }

    /** Counts a mapping that is merged into another: a chain of merges grows with each link. */
    void merge(YamlMap map) {
        merged += map.entries().size();
        check(merged, map.location());
    }

    private static void check(long weight, Location location) {
        if (weight > MOST) {
            throw new TooLargeException(
                    location,
                    "with aliases written out, this is more than " + MOST + " values",
                    "split the file, or use fewer aliases");
        }
    }

    private Size size(YamlNode node) {
        return node instanceof YamlScalar scalar
                ? new Size(1, 1 + scalar.text().length() / TEXT_WEIGHT)
                : sizes.get(node);
    }
}
