package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * The config that holds the credential spec of a Windows service. The engine wants its ID there, and a reference to it
 * among the service's configs, which says what it is called.
 */
public final class CredentialConfig {
    private static final String SPEC = "/Privileges/CredentialSpec";

    private CredentialConfig() {}

    /** Its name on the engine; empty if the credential spec of this {@code ContainerSpec} is in no config. */
    public static Optional<String> name(JsonNode container) {
        String config = container.at(SPEC).path("Config").asText();
        if (config.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode reference : container.path("Configs")) {
            if (reference.path("ConfigID").asText().equals(config)) {
                return Optional.of(reference.path("ConfigName").asText());
            }
        }
        return Optional.of(config);
    }

    /** Lets the credential spec name its config by {@code idOrName}. */
    public static void set(JsonNode container, String idOrName) {
        ((ObjectNode) container.at(SPEC)).put("Config", idOrName);
    }
}
