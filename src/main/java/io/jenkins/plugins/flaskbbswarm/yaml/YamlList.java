package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.List;

/**
 * A list.
 *
 * @param location where it begins
 * @param items in the order of the file
 */
public record YamlList(Location location, List<YamlNode> items) implements YamlNode {
    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public String describe() {
        return "a list";
    }
}
