package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One spelling for each service spec: what was sent and what the engine gives back for it come out equal. The engine
 * drops zero values, fills in a few defaults, and turns the names of networks into IDs.
 */
public final class SpecNormalizer {
    /** Maps whose keys and values are the user's own: an empty value there says something. */
    private static final Set<String> FREE_MAPS = Set.of("Labels", "DriverOpts", "Options", "Sysctls");

    /** Fields whose zero differs from their absence. */
    private static final Set<String> ZERO_COUNTS =
            Set.of("Replicas", "Parallelism", "MaxConcurrent", "TotalCompletions", "StopGracePeriod", "Delay", "Init");

    /** {@code "Global": {}} says all that it has to say. */
    private static final Set<String> MODES =
            Set.of("Global", "Replicated", "GlobalJob", "ReplicatedJob", "UpdateConfig", "RollbackConfig");

    /** What the engine writes where nothing was sent: as good as absent. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "Isolation", "default",
            "Runtime", "container",
            "FailureAction", "pause",
            "Order", "stop-first",
            "Condition", "any",
            "Protocol", "tcp",
            "PublishMode", "ingress");

    private final UnaryOperator<String> networkName;

    private SpecNormalizer(UnaryOperator<String> networkName) {
        this.networkName = networkName;
    }

    /**
     * The normal form of a whole service spec.
     *
     * @param networkName turns the ID of a network into its name and leaves anything else as it is
     */
    public static ObjectNode ofService(JsonNode spec, UnaryOperator<String> networkName) {
        ObjectNode normal = (ObjectNode) new SpecNormalizer(networkName)
                .object("", spec instanceof ObjectNode object ? Jobs.asWanted(object) : spec);
        // Counts restarts by hand (docker service update --force), which no file speaks of.
        normal.withObject("/TaskTemplate").remove("ForceUpdate");
        withoutLogin(normal);
        defaultReplicas(normal);
        defaultEndpoint(normal);
        defaultParallelism(normal.path("UpdateConfig"));
        defaultParallelism(normal.path("RollbackConfig"));
        return ExternalReplicas.are(spec) ? ExternalReplicas.withoutThem(normal) : normal;
    }

    /**
     * The normal form of a task's spec or of a service's task template, without what says only where a task may run:
     * the engine keeps a task whose node still fits.
     */
    public static ObjectNode ofTask(JsonNode template, UnaryOperator<String> networkName) {
        ObjectNode normal = (ObjectNode) new SpecNormalizer(networkName).object("", template);
        normal.remove("Placement");
        return normal;
    }

    /** Tells what was sent beside the spec, not what runs. */
    private static void withoutLogin(ObjectNode spec) {
        if (spec.path("Labels") instanceof ObjectNode labels) {
            labels.remove(Labels.LOGIN);
            if (labels.isEmpty()) {
                spec.remove("Labels");
            }
        }
    }

    private static void defaultReplicas(ObjectNode spec) {
        ObjectNode mode = spec.withObject("/Mode");
        if (mode.isEmpty()) {
            mode.putObject("Replicated");
        }
        if (mode.path("Replicated").isObject() && !mode.path("Replicated").has("Replicas")) {
            mode.withObject("/Replicated").put("Replicas", 1L);
        }
        if (mode.path("ReplicatedJob") instanceof ObjectNode job) {
            defaultCompletions(job);
        }
    }

    private static void defaultCompletions(ObjectNode job) {
        if (!job.has("MaxConcurrent")) {
            job.put("MaxConcurrent", 1L);
        }
        if (!job.has("TotalCompletions")) {
            job.set("TotalCompletions", job.path("MaxConcurrent"));
        }
    }

    /** All at once is what the engine makes of an update policy that does not say how many. */
    private static void defaultParallelism(JsonNode policy) {
        if (policy.isObject() && !policy.has("Parallelism")) {
            ((ObjectNode) policy).put("Parallelism", 0L);
        }
    }

    private static void defaultEndpoint(ObjectNode spec) {
        if ("vip".equals(spec.at("/EndpointSpec/Mode").asText())) {
            spec.withObject("/EndpointSpec").remove("Mode");
        }
        if (spec.path("EndpointSpec").isEmpty()) {
            spec.remove("EndpointSpec");
        }
    }

    private JsonNode object(String field, JsonNode node) {
        Map<String, JsonNode> fields = new TreeMap<>();
        boolean free = FREE_MAPS.contains(field);
        node.properties().forEach(entry -> {
            JsonNode value = normal(entry.getKey(), entry.getValue());
            if (free || !isDefault(entry.getKey(), value)) {
                fields.put(entry.getKey(), value);
            }
        });
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        sorted.setAll(fields);
        return sorted;
    }

    private JsonNode normal(String field, JsonNode value) {
        if (value.isObject()) {
            return withoutIds(field, value, (ObjectNode) object(field, value));
        }
        if (value.isArray()) {
            return array(field, value);
        }
        return value.isNumber() ? number(value) : value;
    }

    private ArrayNode array(String field, JsonNode given) {
        List<JsonNode> items = new ArrayList<>();
        given.forEach(item -> items.add(normal(field, item)));
        if (field.equals("Ports")) {
            // Ports are a set: docker CLI and we send those of one number in different orders.
            items.sort(Comparator.comparing(JsonNode::toString));
        }
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }

    /** However it was written or parsed: 0.3, and 1 as well as 1.0. */
    private static JsonNode number(JsonNode value) {
        double number = value.doubleValue();
        return value.isIntegralNumber() || number == Math.rint(number)
                ? JsonNodeFactory.instance.numberNode(value.longValue())
                : JsonNodeFactory.instance.numberNode(number);
    }

    /** IDs say no more than the names beside them, and are not known before an object exists. */
    private ObjectNode withoutIds(String field, JsonNode given, ObjectNode item) {
        switch (field) {
            case "Secrets" -> item.remove("SecretID");
            case "Configs" -> item.remove("ConfigID");
            case "Networks" ->
                item.put("Target", networkName.apply(item.path("Target").asText()));
            case "ContainerSpec" -> CredentialConfig.name(given).ifPresent(name -> CredentialConfig.set(item, name));
            default -> {}
        }
        return item;
    }

    private static boolean isDefault(String field, JsonNode value) {
        if (value.isNull() || value.asText().equals(DEFAULTS.get(field))) {
            return true;
        }
        if (ZERO_COUNTS.contains(field)) {
            return false;
        }
        if (value.isContainerNode()) {
            return value.isEmpty() && !MODES.contains(field);
        }
        return value.asText().isEmpty()
                || value.isBoolean() && !value.asBoolean()
                || value.isNumber() && value.asDouble() == 0;
    }
}
