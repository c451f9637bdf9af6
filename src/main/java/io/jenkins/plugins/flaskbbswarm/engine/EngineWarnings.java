package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** What an engine remarks on an object that it took all the same: {@code Warnings}, or {@code Warning} in old answers. */
final class EngineWarnings {
    private EngineWarnings() {}

    static List<String> of(JsonNode answer) {
        List<String> all = new ArrayList<>();
        answer.path("Warnings").forEach(warning -> all.add(warning.asText()));
        String one = answer.path("Warning").asText("");
        if (!one.isEmpty()) {
            all.add(one);
        }
        return List.copyOf(all);
    }
}
