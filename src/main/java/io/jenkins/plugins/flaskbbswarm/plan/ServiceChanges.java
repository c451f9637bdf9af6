package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.UnaryOperator;

/** In what a service differs from what is wanted of it. */
public final class ServiceChanges {
    private ServiceChanges() {}

    /**
     * Field by field, in the order of their paths; none if the wanted spec runs.
     *
     * @param present spec as the engine gives it
     * @param wanted spec as it was or would be sent; replicas count only where they are ours
     * @param networkNames turns the ID of a network into its name and leaves anything else as it is
     */
    public static List<FieldChange> between(JsonNode present, JsonNode wanted, UnaryOperator<String> networkNames) {
        if (present.equals(wanted)) {
            return List.of();
        }
        ObjectNode before = SpecNormalizer.ofService(present, networkNames);
        ObjectNode after = SpecNormalizer.ofService(wanted, networkNames);
        return SpecDiff.between(ExternalReplicas.are(wanted) ? ExternalReplicas.withoutThem(before) : before, after);
    }

    /** Whether {@code wanted} is what runs. */
    public static boolean isNone(JsonNode present, JsonNode wanted, UnaryOperator<String> networkNames) {
        return between(present, wanted, networkNames).isEmpty();
    }
}
