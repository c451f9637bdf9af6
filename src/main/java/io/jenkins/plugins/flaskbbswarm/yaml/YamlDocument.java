package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.Map;
import java.util.Optional;

/**
 * A file's mapping, with the tags of its author's own such as {@code !reset}: the core tags of YAML are part of what a
 * value means.
 *
 * @param root the whole file
 * @param tags by node, and by the very node: two that are equal may differ in their tags
 */
public record YamlDocument(YamlMap root, Map<YamlNode, String> tags) {
    /** A node's own tag, such as {@code !reset}. */
    public Optional<String> tag(YamlNode node) {
        return Optional.ofNullable(tags.get(node));
    }
}
