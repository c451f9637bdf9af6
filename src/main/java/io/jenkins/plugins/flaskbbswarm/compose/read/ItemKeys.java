package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Port;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.List;

/** What makes two items of a service's list the same thing (Compose Specification, "Unique resources"). */
public final class ItemKeys {
    private ItemKeys() {}

    /** Equal for items of {@code field} of which only one may stay; an item that is not understood stays by itself. */
    public static Object of(String field, YamlNode item) {
        return switch (field) {
            case "ports" -> port(item);
            case "volumes" -> item instanceof YamlScalar text ? volume(text.text()) : field(item, "target", item);
            case "secrets", "configs" -> field(item, "target", field(item, "source", text(item)));
            case "env_file" -> field(item, "path", text(item));
            default -> text(item);
        };
    }

    private static Object text(YamlNode item) {
        return item instanceof YamlScalar scalar ? scalar.text() : item;
    }

    private static Object field(YamlNode item, String name, Object otherwise) {
        return item instanceof YamlMap map && map.get(name).orElse(null) instanceof YamlScalar scalar
                ? scalar.text()
                : otherwise;
    }

    private static Object volume(String text) {
        try {
            return VolumeSpec.parse(text).mount().target();
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Object port(YamlNode item) {
        if (item instanceof YamlMap) {
            Object protocol = field(item, "protocol", "tcp");
            return List.of(field(item, "target", item) + "/" + field(item, "published", "0") + "/" + protocol);
        }
        try {
            PortSpec spec = PortSpec.parse(String.valueOf(text(item)));
            List<Port> ports = spec.ports();
            return Addresses.isEverywhere(spec.address())
                    ? ports.stream()
                            .map(port -> port.target() + "/" + port.published() + "/" + port.protocol())
                            .toList()
                    : text(item);
        } catch (IllegalArgumentException e) {
            return text(item);
        }
    }
}
