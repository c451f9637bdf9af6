package io.jenkins.plugins.flaskbbswarm.preview.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewLabels;
import io.jenkins.plugins.flaskbbswarm.release.StoredFormatException;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The leases that a swarm holds. */
public final class Leases {
    private static final int MOST_TRIES = 20;

    private final Engine engine;

    public Leases(Engine engine) {
        this.engine = engine;
    }

    /** All of them, of all repositories. */
    public List<Lease> all() throws InterruptedException {
        return engine.configs().list(Filters.label(PreviewLabels.EXPIRES)).stream()
                .map(Leases::lease)
                .toList();
    }

    public Optional<Lease> find(Namespace stack) throws InterruptedException {
        return engine.configs().inspect(name(stack)).map(Leases::lease);
    }

    /** Makes the lease of a preview; the caller holds the lock of that preview, so there is none yet. */
    public Lease create(Preview preview) throws InterruptedException {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("Name", name(preview.stack()));
        ObjectNode labels = spec.putObject("Labels");
        PreviewLabels.lease(preview).forEach(labels::put);
        byte[] data = ("The lease of the preview " + preview).getBytes(StandardCharsets.UTF_8);
        spec.put("Data", Base64.getEncoder().encodeToString(data));
        try {
            return new Lease(engine.configs().create(spec), preview);
        } catch (EngineException e) {
            if (!e.isAmbiguous() && !e.isConflict()) {
                throw e;
            }
            return find(preview.stack()).orElseThrow(() -> e);
        }
    }

    /** A push: the lease gets the new times, commit and build; whatever marks it has, it keeps. */
    public Optional<Lease> renew(Lease lease, Preview pushed) throws InterruptedException {
        return update(lease, labels -> PreviewLabels.lease(pushed).forEach(labels::put));
    }

    /** The preview is to go: who makes it now stops doing so. */
    public Optional<Lease> close(Lease lease) throws InterruptedException {
        return update(lease, labels -> labels.put(PreviewLabels.CLOSING, "true"));
    }

    /** The preview is complete. */
    public Optional<Lease> ready(Lease lease) throws InterruptedException {
        return update(lease, labels -> labels.put(PreviewLabels.READY, "true"));
    }

    /** As it is now; empty if it is gone. */
    public Optional<Lease> reload(Lease lease) throws InterruptedException {
        return engine.configs().inspect(lease.id()).map(Leases::lease);
    }

    public void remove(Lease lease) throws InterruptedException {
        engine.configs().remove(lease.id());
    }

    /** Others may write at the same moment; the engine lets one of them win, and the others look again. */
    private Optional<Lease> update(Lease lease, Consumer<ObjectNode> change) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Optional<JsonNode> present = engine.configs().inspect(lease.id());
            if (present.isEmpty()) {
                return Optional.empty();
            }
            ObjectNode spec = present.get().path("Spec").deepCopy();
            change.accept(spec.withObject("/Labels"));
            try {
                engine.configs()
                        .update(lease.id(), present.get().at("/Version/Index").asLong(), spec);
                return reload(lease);
            } catch (EngineException e) {
                if (!e.isOutOfSequence() && !e.isAmbiguous() || attempt == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static String name(Namespace stack) {
        return stack.scope("preview");
    }

    private static Lease lease(JsonNode config) {
        try {
            return new Lease(
                    config.path("ID").asText(), PreviewLabels.read(SwarmReader.labels(config.at("/Spec/Labels"))));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw StoredFormatException.damaged(config.at("/Spec/Name").asText(), e);
        }
    }
}
