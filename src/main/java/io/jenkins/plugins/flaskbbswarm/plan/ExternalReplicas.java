package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.util.Optional;

/**
 * Services that say in a label, {@link Labels#REPLICAS}, that their number of replicas is set elsewhere: by an
 * autoscaler, or a person with {@code docker service scale}. They keep the number that they have.
 */
public final class ExternalReplicas {
    /** The one value that the label may have. */
    public static final String EXTERNAL = "external";

    private ExternalReplicas() {}

    /** Whether the number of replicas is not for us to decide. */
    public static boolean are(JsonNode spec) {
        JsonNode mode = spec.path("Mode");
        return EXTERNAL.equals(spec.path("Labels").path(Labels.REPLICAS).asText())
                && (mode.isEmpty() || mode.has("Replicated"));
    }

    /** What is wrong with the label, in a sentence. */
    static Optional<String> problem(DesiredService service) {
        JsonNode value = service.body().path("Labels").path(Labels.REPLICAS);
        if (value.isMissingNode() || value.asText().equals(EXTERNAL)) {
            return Optional.empty();
        }
        return Optional.of("The label " + Labels.REPLICAS + " of the service " + service.name() + " is '"
                + value.asText() + "'; its one value is '" + EXTERNAL
                + "', for replicas that are set outside of the stack file; leave it out where the file does");
    }

    /** Has a spec that is about to be sent keep the number that the service has now, where it is not ours. */
    public static void keep(ObjectNode sent, JsonNode present) {
        JsonNode mode = present.at("/Mode/Replicated");
        if (are(sent) && mode.isObject()) {
            sent.withObject("/Mode").set("Replicated", mode.deepCopy());
        }
    }

    static ObjectNode withoutThem(ObjectNode normal) {
        JsonNode mode = normal.at("/Mode/Replicated");
        if (mode.isObject()) {
            ((ObjectNode) mode).remove("Replicas");
        }
        return normal;
    }
}
