package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.function.UnaryOperator;

/**
 * The body of a service update, written so that the engine replaces the tasks exactly where the plan says so, and so
 * that each task tells for which spec it was made. Pure.
 *
 * <p>The engine compares specs to the letter (swarmkit {@code orchestrator.IsTaskDirty}): an absent endpoint and one of
 * mode {@code vip} mean the same and still replace all tasks. So what does not change is sent as the engine has it. And
 * the engine replaces tasks for another endpoint too, which the API does not show on tasks: so their count of forced
 * updates, which it does show, changes together with the endpoint.
 */
public final class ServiceUpdate {
    private static final String TEMPLATE = "TaskTemplate";
    private static final String ENDPOINT = "EndpointSpec";
    private static final String FORCED = "ForceUpdate";

    private ServiceUpdate() {}

    /**
     * @param wanted the spec that the service is to have
     * @param present the spec that the engine has
     * @param runAgain whether tasks are to be started anew though their spec stays
     * @param networkName turns the ID of a network into its name
     */
    public static ObjectNode body(
            ObjectNode wanted, JsonNode present, boolean runAgain, UnaryOperator<String> networkName) {
        ObjectNode sent = wanted.deepCopy();
        ObjectNode normalWanted = SpecNormalizer.ofService(wanted, networkName);
        ObjectNode normalPresent = SpecNormalizer.ofService(present, networkName);
        boolean sameTask = task(normalWanted, networkName).equals(task(normalPresent, networkName));
        boolean sameEndpoint = normalWanted.path(ENDPOINT).equals(normalPresent.path(ENDPOINT));
        if (sameTask) {
            keepTask(sent, present);
        }
        if (sameEndpoint) {
            keep(sent, ENDPOINT, present);
        }
        countForced(sent, present, sameTask && (runAgain || !sameEndpoint));
        return sent;
    }

    private static ObjectNode task(ObjectNode normalSpec, UnaryOperator<String> networkName) {
        return SpecNormalizer.ofTask(normalSpec.path(TEMPLATE), networkName);
    }

    private static void keepTask(ObjectNode sent, JsonNode present) {
        ObjectNode template = present.path(TEMPLATE) instanceof ObjectNode object
                ? object.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        keep(template, "Placement", sent.path(TEMPLATE));
        sent.set(TEMPLATE, template);
    }

    private static void keep(ObjectNode sent, String field, JsonNode present) {
        if (present.has(field)) {
            sent.set(field, present.path(field).deepCopy());
        } else {
            sent.remove(field);
        }
    }

    /** Restarts by hand are counted in the spec; another count would be another restart. As docker CLI 28 does. */
    private static void countForced(ObjectNode sent, JsonNode present, boolean oneMore) {
        JsonNode count = present.path(TEMPLATE).path(FORCED);
        if (oneMore) {
            sent.withObject("/" + TEMPLATE).put(FORCED, count.asLong() + 1);
        } else if (count.isNumber()) {
            sent.withObject("/" + TEMPLATE).set(FORCED, count);
        }
    }
}
