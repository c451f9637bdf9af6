package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.text.Advice;
import io.jenkins.plugins.flaskbbswarm.text.BoundedFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which Docker context is meant, and who says so.
 *
 * @param origin as in "named by DOCKER_CONTEXT"
 */
record ContextName(String name, String origin) {
    private static final String DEFAULT = "default";

    /**
     * The context that the docker CLI 28 would take ({@code resolveContextName}): the one that was asked for, none with
     * {@code DOCKER_HOST}, that of {@code DOCKER_CONTEXT}, that of {@code docker context use}. Empty for the default
     * context, which is {@code DOCKER_HOST} or the engine of this machine.
     *
     * @param asked by {@code --context}
     */
    static Optional<ContextName> of(Optional<String> asked, Map<String, String> environment) {
        return filled(asked)
                .map(name -> new ContextName(name, "--context"))
                .or(() -> surrounding(environment))
                .filter(context -> !context.name.equals(DEFAULT));
    }

    private static Optional<ContextName> surrounding(Map<String, String> environment) {
        if (filled(Optional.ofNullable(environment.get("DOCKER_HOST"))).isPresent()) {
            return Optional.empty();
        }
        return filled(Optional.ofNullable(environment.get("DOCKER_CONTEXT")))
                .map(name -> new ContextName(name, "DOCKER_CONTEXT"))
                .or(() -> current(DockerFolder.in(environment).resolve("config.json")));
    }

    /** The docker CLI only warns of a file that it cannot read, and then speaks to another engine than was meant. */
    private static Optional<ContextName> current(Path file) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode settings = Json.MAPPER.readTree(BoundedFile.read(file));
            return filled(Optional.of(settings.path("currentContext").asText("")))
                    .map(name -> new ContextName(name, "docker context use (" + file + ")"));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot tell which Docker context is meant: " + file + " " + ContextStore.cause(e)
                            + "; correct the file, or name the engine with "
                            + Advice.of(
                                    "--host, DOCKER_HOST or --context default",
                                    "host: 'tcp://…', a target or DOCKER_HOST"),
                    e);
        }
    }

    private static Optional<String> filled(Optional<String> text) {
        return text.filter(given -> !given.isEmpty());
    }

    @Override
    public String toString() {
        return "the Docker context '" + name + "', named by " + origin + ",";
    }
}
