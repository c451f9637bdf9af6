package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;
import java.util.TreeSet;

/** The secrets and configs that a service spec refers to. */
public final class References {
    private References() {}

    /** Their names on the engine. */
    public static Set<String> of(JsonNode spec) {
        JsonNode container = spec.at("/TaskTemplate/ContainerSpec");
        Set<String> names = new TreeSet<>();
        container
                .path("Secrets")
                .forEach(secret -> names.add(secret.path("SecretName").asText()));
        container
                .path("Configs")
                .forEach(config -> names.add(config.path("ConfigName").asText()));
        return names;
    }
}
