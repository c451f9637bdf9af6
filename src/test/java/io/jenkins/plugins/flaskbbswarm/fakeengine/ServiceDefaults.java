package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.EngineField;

/** What an engine fills into the specs that it is given. */
final class ServiceDefaults {
    private ServiceDefaults() {}

    /** @param version of the API that the request was made in; fields that it does not know are dropped */
    static ObjectNode fill(ObjectNode given, String version) {
        ObjectNode spec = given.deepCopy();
        EngineField.unknownTo(version).forEach(field -> field.removeFrom(spec));
        spec.withObject("/Labels");
        ObjectNode template = spec.withObject("/TaskTemplate");
        ObjectNode container = template.withObject("/ContainerSpec");
        if (!container.has("Isolation")) {
            container.put("Isolation", "default");
        }
        if (!template.has("ForceUpdate")) {
            template.put("ForceUpdate", 0);
        }
        template.put("Runtime", "container");
        if (!spec.path("Mode").elements().hasNext()) {
            spec.withObject("/Mode/Replicated").put("Replicas", 1);
        }
        if (spec.at("/Mode/ReplicatedJob") instanceof ObjectNode job) {
            job.put("MaxConcurrent", job.path("MaxConcurrent").asLong(1));
            job.put(
                    "TotalCompletions",
                    job.path("TotalCompletions")
                            .asLong(job.path("MaxConcurrent").asLong()));
        } else if (spec.at("/Mode/Replicated") instanceof ObjectNode replicated && !replicated.has("Replicas")) {
            replicated.put("Replicas", 1);
        }
        update(spec.path("UpdateConfig"));
        update(spec.path("RollbackConfig"));
        putIfAbsent(template.path("RestartPolicy"), "Condition", "any");
        spec.at("/EndpointSpec/Ports").forEach(port -> {
            putIfAbsent(port, "Protocol", "tcp");
            putIfAbsent(port, "PublishMode", "ingress");
        });
        putIfAbsent(spec.path("EndpointSpec"), "Mode", "vip");
        return spec;
    }

    private static void update(JsonNode policy) {
        putIfAbsent(policy, "FailureAction", "pause");
        putIfAbsent(policy, "Order", "stop-first");
        if (policy.isObject() && !policy.has("Parallelism")) {
            ((ObjectNode) policy).put("Parallelism", 0);
        }
    }

    private static void putIfAbsent(JsonNode object, String field, String value) {
        if (object.isObject() && object.path(field).asText().isEmpty()) {
            ((ObjectNode) object).put(field, value);
        }
    }
}
