package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.util.function.LongSupplier;

/**
 * Services whose tasks are to end. The engine runs such a job again at each write to its service, so a job whose spec is
 * brought back asks for no completion, and says in a label how many it had asked for: it is the same job, at rest.
 */
public final class Jobs {
    private static final String COMPLETIONS = "TotalCompletions";
    private static final String UNSAID = "default";
    private static final String NOWHERE = "node.id == none";

    private Jobs() {}

    /** Whether a service spec is that of a replicated or global job. */
    public static boolean isJob(JsonNode spec) {
        return spec.path("Mode").has("ReplicatedJob") || spec.path("Mode").has("GlobalJob");
    }

    /**
     * How many tasks a service, job or not, has at a time.
     *
     * @param places on how many nodes a global one runs; asked for only then
     */
    static long tasksAtOnce(JsonNode spec, LongSupplier places) {
        JsonNode mode = spec.path("Mode");
        if (mode.has("Global") || mode.has("GlobalJob")) {
            return places.getAsLong();
        }
        return mode.has("ReplicatedJob")
                ? mode.at("/ReplicatedJob/MaxConcurrent").asLong(1)
                : mode.at("/Replicated/Replicas").asLong(1);
    }

    /** The spec of a job that is not to run: none of its tasks is started, and those that run are stopped. */
    public static ObjectNode withoutRun(ObjectNode job) {
        ObjectNode spec = asWanted(job).deepCopy();
        JsonNode mode = spec.at("/Mode/ReplicatedJob");
        if (mode.isObject()) {
            spec.withObject("/Labels")
                    .put(Labels.NOT_RUN, mode.path(COMPLETIONS).asText(UNSAID));
            ((ObjectNode) mode).put(COMPLETIONS, 0);
        } else if (isJob(spec)) {
            spec.withObject("/Labels").put(Labels.NOT_RUN, UNSAID);
            spec.withObject("/TaskTemplate/Placement").withArray("Constraints").add(NOWHERE);
        }
        return spec;
    }

    static boolean isAtRest(JsonNode spec) {
        return isJob(spec) && spec.path("Labels").has(Labels.NOT_RUN);
    }

    /** The spec as it was before {@link #withoutRun}; any other as it is. */
    static ObjectNode asWanted(ObjectNode spec) {
        if (!isAtRest(spec)) {
            return spec;
        }
        JsonNode completions = spec.path("Labels").path(Labels.NOT_RUN);
        ObjectNode wanted = spec.deepCopy();
        wanted.withObject("/Labels").remove(Labels.NOT_RUN);
        if (wanted.at("/Mode/ReplicatedJob").isObject()) {
            ObjectNode mode = wanted.withObject("/Mode/ReplicatedJob");
            mode.remove(COMPLETIONS);
            if (!completions.asText().equals(UNSAID)) {
                mode.put(COMPLETIONS, completions.asLong());
            }
        } else {
            removeNowhere(wanted.at("/TaskTemplate/Placement/Constraints"));
        }
        return wanted;
    }

    private static void removeNowhere(JsonNode constraints) {
        for (int index = constraints.size() - 1; index >= 0; index--) {
            if (constraints.path(index).asText().equals(NOWHERE)) {
                ((ArrayNode) constraints).remove(index);
            }
        }
    }
}
