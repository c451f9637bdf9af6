package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.stack.Platform;

import java.util.Locale;
import java.util.Optional;

/** A node of the swarm, as the engine describes it. */
public record Node(JsonNode json) {
    /** The engine's identifier. */
    public String id() {
        return json.path("ID").asText();
    }

    /** The name that people know it by. */
    public String hostname() {
        return json.at("/Description/Hostname").asText();
    }

    /** Whether it answers and may be given new tasks. */
    public boolean isAvailable() {
        return "ready".equals(state()) && "active".equals(availability());
    }

    String state() {
        return json.at("/Status/State").asText();
    }

    String availability() {
        return json.at("/Spec/Availability").asText("active");
    }

    Platform platform() {
        JsonNode platform = json.at("/Description/Platform");
        return new Platform(
                platform.path("OS").asText(), platform.path("Architecture").asText());
    }

    /**
     * Whether it has a driver.
     *
     * @param type {@code Volume}, {@code Network} or {@code Log}; a node that names none of a type is taken to have all
     */
    boolean hasPlugin(String type, String name) {
        boolean namesSome = false;
        for (JsonNode plugin : json.at("/Description/Engine/Plugins")) {
            if (plugin.path("Type").asText().equals(type)) {
                namesSome = true;
                String present = plugin.path("Name").asText();
                if (present.equals(name) || present.equals(name + ":latest")) {
                    return true;
                }
            }
        }
        return !namesSome;
    }

    /** Whether it says which drivers it has. */
    boolean namesPlugins() {
        return !json.at("/Description/Engine/Plugins").isEmpty();
    }

    /** Whether it has a plugin that provides secrets; few nodes have any. */
    boolean hasSecretProvider(String name) {
        for (JsonNode plugin : json.at("/Description/Engine/Plugins")) {
            String present = plugin.path("Name").asText();
            if (plugin.path("Type").asText().equalsIgnoreCase("secretprovider")
                    && (present.equals(name) || present.equals(name + ":latest"))) {
                return true;
            }
        }
        return false;
    }

    /** How many it has of a user-defined resource. */
    long generic(String kind) {
        long count = 0;
        for (JsonNode resource : json.at("/Description/Resources/GenericResources")) {
            JsonNode discrete = resource.path("DiscreteResourceSpec");
            if (discrete.path("Kind").asText().equals(kind)) {
                count += discrete.path("Value").asLong();
            }
            count += resource.at("/NamedResourceSpec/Kind").asText().equals(kind) ? 1 : 0;
        }
        return count;
    }

    long nanoCpus() {
        return json.at("/Description/Resources/NanoCPUs").asLong();
    }

    long memoryBytes() {
        return json.at("/Description/Resources/MemoryBytes").asLong();
    }

    /** What a placement constraint's left side stands for; empty for a label that the node lacks. */
    Optional<String> attribute(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.startsWith("node.labels.")) {
            return text(json.at("/Spec/Labels").path(key.substring("node.labels.".length())));
        }
        if (lower.startsWith("engine.labels.")) {
            return text(json.at("/Description/Engine/Labels").path(key.substring("engine.labels.".length())));
        }
        return switch (lower) {
            case "node.id" -> Optional.of(id());
            case "node.hostname" -> Optional.of(hostname());
            case "node.ip" -> text(json.at("/Status/Addr"));
            case "node.role" -> text(json.at("/Spec/Role"));
            case "node.platform.os" -> text(json.at("/Description/Platform/OS"));
            case "node.platform.arch" -> text(json.at("/Description/Platform/Architecture"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> text(JsonNode node) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(node.asText());
    }
}
