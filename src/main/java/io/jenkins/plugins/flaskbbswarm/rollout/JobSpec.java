package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizer;
import io.jenkins.plugins.flaskbbswarm.stack.Fingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Optional;

/**
 * A service that runs once: the image, environment, secrets, configs, networks and placement of another service, with a
 * command of its own. It has none of that service's network aliases, or requests would reach it.
 *
 * @param name of the job's own service
 * @param body what {@code POST /services/create} takes
 */
public record JobSpec(String name, ObjectNode body) {
    /** The job of release {@code number} that runs {@code command} as {@code model} would. */
    public static JobSpec of(Namespace stack, DesiredService model, List<String> command, String purpose, int number) {
        ObjectNode body = model.body().deepCopy();
        String name = stack.scope(purpose + "-" + number);
        body.put("Name", name);
        body.remove(List.of("UpdateConfig", "RollbackConfig", "EndpointSpec"));
        body.putObject("Labels").put(Namespace.LABEL, stack.name()).put(Labels.JOB, purpose);
        body.putObject("Mode")
                .putObject("ReplicatedJob")
                .put("MaxConcurrent", 1)
                .put("TotalCompletions", 1);
        ObjectNode template = (ObjectNode) body.path("TaskTemplate");
        template.putObject("RestartPolicy").put("Condition", "none");
        template.path("Networks").forEach(network -> ((ObjectNode) network).remove("Aliases"));
        template.withObject("/Placement").remove("MaxReplicas");
        reserveNothing(template);
        ObjectNode container = (ObjectNode) template.path("ContainerSpec");
        container.putObject("Healthcheck").putArray("Test").add("NONE");
        command.forEach(container.putArray("Args")::add);
        return new JobSpec(name, body);
    }

    /**
     * An engine counts what a job reserved for as long as it remembers the task, also after the job has ended and is
     * removed; when a node's sum is full, it rejects tasks ("assigned node no longer meets constraints"). Seen on 20.10.
     */
    private static void reserveNothing(ObjectNode template) {
        if (template.at("/Resources/Reservations") instanceof ObjectNode reserved) {
            reserved.remove(List.of("NanoCPUs", "MemoryBytes"));
        }
    }

    /** The same with one more variable in its environment. */
    public JobSpec with(String variable, String value) {
        ObjectNode next = body.deepCopy();
        ArrayNode environment = next.withObject("/TaskTemplate/ContainerSpec").withArray("Env");
        for (int index = environment.size() - 1; index >= 0; index--) {
            if (environment.path(index).asText().startsWith(variable + "=")) {
                environment.remove(index);
            }
        }
        environment.add(variable + "=" + value);
        return new JobSpec(name, next);
    }

    /** The same on one node. */
    public JobSpec onNode(String id) {
        ObjectNode next = body.deepCopy();
        next.withObject("/TaskTemplate/Placement").withArray("Constraints").add("node.id == " + id);
        return new JobSpec(name, next);
    }

    /**
     * The same as root in another image, which need not be the stack's.
     *
     * @param script a shell script that takes the place of the image's entry point
     * @param mount where its files are, as {@code ContainerSpec.Mounts} has it
     */
    public JobSpec in(Optional<String> image, String script, ObjectNode mount) {
        ObjectNode next = body.deepCopy();
        ObjectNode container = next.withObject("/TaskTemplate/ContainerSpec");
        image.ifPresent(name -> container.put("Image", name));
        container.put("User", "0");
        container.putArray("Command").add("sh").add("-euc").add(script);
        container.remove("Args");
        container.withArray("Mounts").add(mount);
        return new JobSpec(name, next);
    }

    /** Twelve hex digits: two jobs with the same do the same. */
    public String fingerprint() {
        JsonNode template = SpecNormalizer.ofTask(body.path("TaskTemplate"), name -> name);
        return Fingerprint.of(template.toString(), 12);
    }
}
