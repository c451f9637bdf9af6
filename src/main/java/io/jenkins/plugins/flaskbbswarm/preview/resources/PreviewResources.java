package io.jenkins.plugins.flaskbbswarm.preview.resources;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.StackRemoval;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a preview has, in the swarm and outside of it: given to it, and taken away. The caller holds its lock. */
public final class PreviewResources {
    private static final Duration VOLUME_PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Engine engine;
    private final PreviewConfig config;
    private final PreviewBackends servers;
    private final EventSink events;

    public PreviewResources(Engine engine, PreviewConfig config, PreviewBackends servers, EventSink events) {
        this.engine = engine;
        this.config = config;
        this.servers = servers;
        this.events = events;
    }

    /**
     * Makes its database and its Redis, or empties its Redis number, unless it has them already.
     *
     * @return where its stack's secrets come from
     */
    public Map<String, SecretSource> provision(Preview preview) throws JobFailedException, InterruptedException {
        SwarmInventory observed = new SwarmReader(engine).read(preview.stack()).observed();
        Map<String, SecretSource> secrets = new HashMap<>();
        Optional<PreviewSettings.Database> database = config.settings().database();
        if (database.isPresent()) {
            String secret = database.get().secret();
            // The password is nowhere but in this secret, so a preview that has the secret has its database.
            secrets.put(
                    secret,
                    hasVersion(observed, preview.stack(), secret)
                            ? new SecretSource.Generate()
                            : new SecretSource.Given(
                                    servers.databases().orElseThrow().create(preview)));
        }
        Optional<PreviewSettings.Redis> redis = config.settings().redis();
        if (redis.isPresent()) {
            String secret = redis.get().secret();
            boolean hasSecret = hasVersion(observed, preview.stack(), secret);
            secrets.put(secret, redis.get().isEmbedded() ? ownRedis(preview, hasSecret) : number(preview, hasSecret));
        }
        return secrets;
    }

    private SecretSource ownRedis(Preview preview, boolean hasSecret) throws JobFailedException, InterruptedException {
        EmbeddedRedis redis = servers.embeddedRedis().orElseThrow();
        return hasSecret && redis.isThere(preview.stack())
                ? new SecretSource.Generate()
                : new SecretSource.Given(redis.create(preview));
    }

    private SecretSource number(Preview preview, boolean hasSecret) throws JobFailedException, InterruptedException {
        if (!hasSecret) {
            servers.redis().orElseThrow().empty(preview);
        }
        return new SecretSource.Given(servers.redisConnection(preview));
    }

    private static boolean hasVersion(SwarmInventory observed, Namespace stack, String secret) {
        return observed.secrets().values().stream()
                .anyMatch(item -> item.versionOf(stack).equals(Optional.of(stack.scope(secret))));
    }

    /** Takes away everything but the lease; returns what is still there, a sentence each. */
    public List<String> deprovision(Preview preview) throws InterruptedException {
        List<String> left = new ArrayList<>(takeStack(preview.stack()));
        if (left.isEmpty() && preview.database().isPresent()) {
            drop(preview, left);
        }
        if (left.isEmpty() && preview.redis().isPresent() && servers.redis().isPresent()) {
            attempt("Redis number " + preview.redis().getAsInt(), left, () -> servers.redis()
                    .get()
                    .empty(preview));
        }
        if (left.isEmpty() && servers.tags().isPresent()) {
            left.addAll(servers.tags().get().remove(preview));
        }
        return left;
    }

    /** What the swarm itself holds, jobs and volumes included. */
    public List<String> takeStack(Namespace stack) throws InterruptedException {
        List<String> left = new ArrayList<>(new StackRemoval(engine, events).remove(stack));
        left.addAll(EmbeddedRedis.remove(engine, stack));
        removeContainersOfJobs(stack, left);
        for (String volume : volumes(stack)) {
            attempt("volume " + volume, left, () -> removeVolume(volume));
        }
        return left;
    }

    /** Engines leave the containers of jobs behind when these are removed (moby#42789), and with them their volumes. */
    private void removeContainersOfJobs(Namespace stack, List<String> left) throws InterruptedException {
        for (JsonNode container : engine.containers().ended(Filters.label(Namespace.LABEL, stack.name()))) {
            String id = container.path("Id").asText();
            attempt("container " + id, left, () -> engine.containers().remove(id));
        }
    }

    private List<String> volumes(Namespace stack) throws InterruptedException {
        return engine.volumes().list(Filters.label(Namespace.LABEL, stack.name())).stream()
                .map(volume -> volume.path("Name").asText())
                .toList();
    }

    /** The container of a task that has ended keeps its volumes for a moment longer. */
    private void removeVolume(String volume) throws InterruptedException {
        Instant deadline = Instant.now().plus(VOLUME_PATIENCE);
        while (true) {
            try {
                engine.volumes().remove(volume);
                return;
            } catch (EngineException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(LOOK_AGAIN.toMillis());
            }
        }
    }

    private void drop(Preview preview, List<String> left) throws InterruptedException {
        String database = "database " + preview.database().orElseThrow();
        if (servers.databases().isEmpty()) {
            left.add("the " + database + " could not be removed: no preview.database.admin is known to do so,"
                    + " or only the build knew it; sweep where it is known");
        } else {
            attempt(database, left, () -> servers.databases().get().drop(preview));
        }
    }

    private interface Step {
        void run() throws JobFailedException, InterruptedException;
    }

    private static void attempt(String subject, List<String> left, Step step) throws InterruptedException {
        try {
            step.run();
        } catch (EngineException | JobFailedException e) {
            left.add("the " + subject + " could not be removed: " + e.getMessage());
        }
    }
}
