package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;
import java.util.TreeSet;

/** The secrets and configs that a service spec refers to. */
public final class References {
    private References() {}

    /** Their names on the engine. */
    public static Set<String> of(JsonNode spec) {
        return ofTask(spec.path("TaskTemplate"));
    }

    /** Those that a task's spec refers to, by their names on the engine. */
    public static Set<String> ofTask(JsonNode template) {
        JsonNode container = template.path("ContainerSpec");
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
