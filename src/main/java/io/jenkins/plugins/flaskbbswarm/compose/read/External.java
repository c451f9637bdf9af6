package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;

import java.util.Optional;

/**
 * The field {@code external} of a network, volume, secret or config, with the name that goes with it.
 *
 * @param external whether somebody else makes the object
 * @param name its name on the engine; empty for one made of stack and key
 */
record External(boolean external, String name) {
    /**
     * Reads {@code external} and {@code name}.
     *
     * @param kind what the object is called in messages
     * @param key the object's key, which is the name of an external object that has no other
     * @param deprecated the version since which {@code external.name} is out of date
     */
    static External read(Section in, String kind, String key, int deprecated) {
        String name = in.text("name");
        Optional<YamlNode> node = in.node("external");
        if (node.isPresent() && node.get() instanceof YamlMap) {
            return new External(true, oldName(in, kind, key, name, deprecated));
        }
        boolean external = node.flatMap(value -> in.scalars().bool(value, in.path("external")))
                .orElse(false);
        return new External(external, external && name.isEmpty() ? key : name);
    }

    private static String oldName(Section in, String kind, String key, String name, int deprecated) {
        Section old = in.section("external").orElseThrow();
        String oldName = old.text("name");
        old.finish(UnknownFields.NONE);
        if (oldName.isEmpty()) {
            return name.isEmpty() ? key : name;
        }
        if (!name.isEmpty()) {
            in.error("name", "the " + kind + " has a name here and another in external.name", "keep this one only");
        } else if (in.reading().version().minor() >= deprecated) {
            in.warn("external", "external.name is out of date", "write 'external: true' and 'name: …' side by side");
        }
        return oldName;
    }
}
