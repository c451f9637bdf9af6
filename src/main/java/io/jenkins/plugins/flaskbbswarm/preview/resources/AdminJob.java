package io.jenkins.plugins.flaskbbswarm.preview.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewLabels;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.release.LockCheck;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A one-shot job with an administrator's credentials, which only its own task can read: as files that are secrets of
 * the swarm for as long as the job runs. All of it carries the preview's labels, so what a crash leaves is found.
 */
public final class AdminJob {
    /** Where its files are. */
    static final String FILES = "/run/secrets/";

    private final Engine engine;
    private final PreviewSettings.Job place;
    private final RegistryLogins auth;
    private final EventSink events;

    public AdminJob(Engine engine, PreviewSettings.Job place, RegistryLogins auth, EventSink events) {
        this.engine = engine;
        this.place = place;
        this.auth = auth;
        this.events = events;
    }

    /**
     * Runs to its end.
     *
     * @param purpose what the job is called
     * @param files by name, below {@link #FILES}
     * @return what it printed
     */
    public List<String> run(
            Preview preview,
            String purpose,
            List<String> command,
            Map<String, String> environment,
            Map<String, Content> files)
            throws JobFailedException, InterruptedException {
        Namespace stack = preview.stack();
        List<String> lines = new ArrayList<>();
        EventSink listening = event -> {
            if (event instanceof Event.Output output) {
                lines.add(output.line());
            }
            events.emit(event);
        };
        removeRemains(stack);
        try {
            Map<String, String> secrets = createSecrets(preview, purpose, files);
            SwarmSnapshot state = new SwarmReader(engine).read(stack);
            JobSpec job = new JobSpec(stack.scope(purpose), body(preview, purpose, command, environment, secrets));
            Rollout.unwatched(engine, stack, state, Map.of(), auth, RolloutOptions.DEFAULT, listening, LockCheck.NONE)
                    .run(job, place.timeout());
            return List.copyOf(lines);
        } finally {
            removeSecrets(stack);
        }
    }

    /** Of a run that died. */
    private void removeRemains(Namespace stack) throws InterruptedException {
        SwarmSnapshot state = new SwarmReader(engine).read(stack);
        Rollout.unwatched(engine, stack, state, Map.of(), auth, RolloutOptions.DEFAULT, events, LockCheck.NONE)
                .endTemporary(state.observed());
        removeSecrets(stack);
    }

    private void removeSecrets(Namespace stack) throws InterruptedException {
        Filters ours = Filters.label(Namespace.LABEL, stack.name()).and("label", Labels.JOB);
        for (JsonNode secret : engine.secrets().list(ours)) {
            engine.secrets().remove(secret.path("ID").asText());
        }
    }

    /** Returns their names on the engine, by the names of the files. */
    private Map<String, String> createSecrets(Preview preview, String purpose, Map<String, Content> files)
            throws InterruptedException {
        String nonce = UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> names = new TreeMap<>();
        for (Map.Entry<String, Content> file : files.entrySet()) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            String name = preview.stack().scope("preview-" + names.size() + "-" + nonce);
            body.put("Name", name).set("Labels", labels(preview, purpose));
            body.put("Data", Base64.getEncoder().encodeToString(file.getValue().bytes()));
            engine.secrets().create(body);
            names.put(file.getKey(), name);
        }
        return names;
    }

    private ObjectNode body(
            Preview preview,
            String purpose,
            List<String> command,
            Map<String, String> environment,
            Map<String, String> secrets) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Name", preview.stack().scope(purpose)).set("Labels", labels(preview, purpose));
        body.putObject("Mode")
                .putObject("ReplicatedJob")
                .put("MaxConcurrent", 1)
                .put("TotalCompletions", 1);
        ObjectNode template = body.putObject("TaskTemplate");
        ObjectNode container = template.putObject("ContainerSpec").put("Image", place.image());
        container.putObject("Labels").put(Namespace.LABEL, preview.stack().name());
        // psql reads a file of passwords only if nobody but its owner can.
        container.put("User", "0");
        command.forEach(container.putArray("Command")::add);
        environment.forEach((name, value) -> container.withArray("/Env").add(name + "=" + value));
        secrets.forEach((file, name) -> container
                .withArray("/Secrets")
                .addObject()
                .put("SecretName", name)
                .putObject("File")
                .put("Name", file)
                .put("UID", "0")
                .put("GID", "0")
                .put("Mode", 0400));
        template.putObject("RestartPolicy").put("Condition", "none");
        place.constraints().forEach(template.withArray("/Placement/Constraints")::add);
        place.networks()
                .forEach(network -> template.withArray("/Networks").addObject().put("Target", network));
        return body;
    }

    private static ObjectNode labels(Preview preview, String purpose) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        labels.put(Namespace.LABEL, preview.stack().name()).put(Labels.JOB, purpose);
        PreviewLabels.common(preview.stack(), preview.repository(), preview.pullRequest())
                .forEach(labels::put);
        return labels;
    }
}
