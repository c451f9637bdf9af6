package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Volumes whose driver, options or labels are no longer those that the services of a stack were given. A node makes a
 * volume when a task first needs it, and changes none that it has.
 */
public final class VolumeChanges {
    private VolumeChanges() {}

    /**
     * One sentence for each volume, by its name on the engine.
     *
     * @param wanted services as they will be
     */
    public static Map<String, String> between(Collection<DesiredService> wanted, SwarmInventory observed) {
        Map<String, JsonNode> before = new LinkedHashMap<>();
        observed.services().values().forEach(service -> before.putAll(volumes(service.spec())));
        Map<String, String> changes = new LinkedHashMap<>();
        for (DesiredService service : wanted) {
            volumes(service.body()).forEach((name, options) -> {
                JsonNode old = before.get(name);
                if (old != null && !difference(old, options).isEmpty()) {
                    changes.put(
                            name,
                            "its " + difference(old, options)
                                    + " changed, but a node that has the volume keeps it as it is");
                }
            });
        }
        return changes;
    }

    private static Map<String, JsonNode> volumes(JsonNode spec) {
        Map<String, JsonNode> volumes = new LinkedHashMap<>();
        for (JsonNode mount : spec.at("/TaskTemplate/ContainerSpec/Mounts")) {
            boolean named = mount.path("Type").asText().equals("volume")
                    && !mount.path("Source").asText().isEmpty();
            if (named) {
                volumes.put(mount.path("Source").asText(), mount.path("VolumeOptions"));
            }
        }
        return volumes;
    }

    private static String difference(JsonNode before, JsonNode after) {
        List<String> differences = new ArrayList<>();
        boolean external = !after.has("Labels") && !after.has("DriverConfig");
        if (external) {
            return "";
        }
        if (!driver(before).equals(driver(after))) {
            differences.add("driver");
        }
        if (!texts(before.at("/DriverConfig/Options")).equals(texts(after.at("/DriverConfig/Options")))) {
            differences.add("options");
        }
        if (!texts(before.path("Labels")).equals(texts(after.path("Labels")))) {
            differences.add("labels");
        }
        return String.join(" and ", differences);
    }

    private static String driver(JsonNode options) {
        String name = options.at("/DriverConfig/Name").asText();
        return name.isEmpty() ? "local" : name;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
