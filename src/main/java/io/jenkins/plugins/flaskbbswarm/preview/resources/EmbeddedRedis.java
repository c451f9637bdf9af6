package io.jenkins.plugins.flaskbbswarm.preview.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewLabels;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A Redis for one preview alone, so that its author can reach nobody else's keys: a service of one task that keeps
 * everything in memory, on a network that only the preview's own services join. It is there before the preview's
 * migration, and carries the preview's labels but not its stack's, so that a release neither changes nor removes it.
 */
public final class EmbeddedRedis {
    private static final String LABEL = PreviewLabels.SERVER;
    private static final int PASSWORD_BYTES = 24;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Engine engine;
    private final PreviewSettings settings;
    private final RegistryLogins logins;
    private final EventSink events;

    EmbeddedRedis(Engine engine, PreviewSettings settings, RegistryLogins logins, EventSink events) {
        this.engine = engine;
        this.settings = settings;
        this.logins = logins;
        this.events = events;
    }

    private PreviewSettings.Job job() {
        return settings.redis().orElseThrow().job().orElseThrow();
    }

    /** Whether the preview has it, of the image that is wanted. */
    boolean isThere(Namespace stack) throws InterruptedException {
        return engine.services().list(ours(stack)).stream()
                .map(service ->
                        service.at("/Spec/TaskTemplate/ContainerSpec/Image").asText())
                .anyMatch(job().image()::equals);
    }

    /**
     * Makes it, in the place of one whose password nobody knows any more.
     *
     * @return the way to connect
     * @throws JobFailedException if it does not run in time
     */
    Content create(Preview preview) throws JobFailedException, InterruptedException {
        Namespace stack = preview.stack();
        removeServices(engine, stack);
        removeSecrets(engine, stack);
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        EmbeddedRedisSpec spec = new EmbeddedRedisSpec(settings, labels(preview));
        if (engine.networks().list(ours(stack)).isEmpty()) {
            engine.networks().create(spec.network());
        }
        String nonce = password.substring(0, Integer.BYTES * 2);
        ObjectNode secret = spec.secret(nonce, password);
        String id = engine.secrets().create(secret);
        ObjectNode body = spec.service(secret.path("Name").asText(), id);
        String registry = ImageReference.parse(job().image()).registry();
        String service = engine.services().create(body, logins.of(registry)).id();
        await(stack, service);
        events.emit(
                new Event.Note("service " + stack.scope(PreviewSettings.Redis.KEY), "the preview's own Redis runs"));
        String url = "redis://:" + password + "@" + PreviewSettings.Redis.KEY + ":" + EmbeddedRedisSpec.PORT + "/0";
        return Content.of(url.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode labels(Preview preview) {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        PreviewLabels.common(preview.stack(), preview.repository(), preview.pullRequest())
                .forEach(labels::put);
        return labels.put(LABEL, "redis");
    }

    private void await(Namespace stack, String service) throws JobFailedException, InterruptedException {
        Instant deadline = Instant.now().plus(job().timeout());
        while (true) {
            List<JsonNode> tasks = engine.tasks().list(Filters.none().and("service", service));
            if (tasks.stream().anyMatch(task -> state(task).equals("running"))) {
                return;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new JobFailedException(
                        "its Redis, the service " + stack.scope(PreviewSettings.Redis.KEY) + ", does not run after "
                                + job().timeout().toSeconds() + " s: " + trouble(tasks)
                                + "; see preview.redis.image and preview.redis.constraints",
                        List.of());
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    private static String state(JsonNode task) {
        return task.at("/Status/State").asText();
    }

    private static String trouble(List<JsonNode> tasks) {
        Optional<String> error = tasks.stream()
                .map(task -> task.at("/Status/Err").asText())
                .filter(text -> !text.isEmpty())
                .findFirst();
        return error.or(() -> tasks.stream().findFirst().map(task -> "its task is " + state(task)))
                .orElse("it has no task");
    }

    /** Removes all of it, whatever the settings say by now; returns what is left, a sentence each. */
    static List<String> remove(Engine engine, Namespace stack) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        removeServices(engine, stack);
        List<String> left = removeRest(engine, stack);
        while (!left.isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK_AGAIN.toMillis());
            left = removeRest(engine, stack);
        }
        return left;
    }

    private static Filters ours(Namespace stack) {
        return Filters.label(PreviewLabels.STACK, stack.name()).and("label", LABEL);
    }

    private static void removeServices(Engine engine, Namespace stack) throws InterruptedException {
        for (JsonNode service : engine.services().list(ours(stack))) {
            engine.services().remove(service.path("ID").asText());
        }
    }

    private static void removeSecrets(Engine engine, Namespace stack) throws InterruptedException {
        for (JsonNode secret : engine.secrets().list(ours(stack))) {
            engine.secrets().remove(secret.path("ID").asText());
        }
    }

    /** A network is in use until the last task on it has ended. */
    private static List<String> removeRest(Engine engine, Namespace stack) throws InterruptedException {
        List<String> left = new ArrayList<>();
        try {
            removeSecrets(engine, stack);
            for (JsonNode network : engine.networks().list(ours(stack))) {
                engine.networks().remove(network.path("Id").asText());
            }
        } catch (EngineException e) {
            left.add("what belongs to its Redis could not be removed: " + e.getMessage());
        }
        engine.networks()
                .list(ours(stack))
                .forEach(network ->
                        left.add("the network " + network.path("Name").asText() + " is still in use"));
        return left;
    }
}
