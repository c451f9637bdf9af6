package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Locale;
import java.util.Optional;

/** Keeps a stack's {@link SchemaChange} in a config of the swarm. The caller holds the stack's lock. */
public final class SchemaStore {
    private static final int MOST_TRIES = 5;

    private final Engine engine;
    private final Namespace stack;

    public SchemaStore(Engine engine, Namespace stack) {
        this.engine = engine;
        this.stack = stack;
    }

    /** Keeps a change before it begins; one that a release has recorded since makes place. */
    public void begin(SchemaChange change) throws InterruptedException {
        ObjectNode spec = change.spec(stack);
        for (int attempt = 1; ; attempt++) {
            Optional<JsonNode> present = present();
            if (present.filter(found -> found.at("/Spec/Data").equals(spec.path("Data")))
                    .isPresent()) {
                mark(change.stage());
                return;
            }
            try {
                if (present.isPresent()) {
                    engine.configs().remove(present.get().path("ID").asText());
                }
                engine.configs().create(spec);
                return;
            } catch (EngineException e) {
                retry(e, attempt);
            }
        }
    }

    /** Notes how far it came; nothing if there is none. */
    public void mark(SchemaChange.Stage stage) throws InterruptedException {
        String label = stage.name().toLowerCase(Locale.ROOT);
        for (int attempt = 1; ; attempt++) {
            Optional<JsonNode> present = present();
            if (present.isEmpty()
                    || present.get()
                            .at("/Spec/Labels")
                            .path(Labels.SCHEMA)
                            .asText()
                            .equals(label)) {
                return;
            }
            ObjectNode spec = present.get().path("Spec").deepCopy();
            spec.withObject("/Labels").put(Labels.SCHEMA, label);
            try {
                engine.configs()
                        .update(
                                present.get().path("ID").asText(),
                                present.get().at("/Version/Index").asLong(),
                                spec);
                return;
            } catch (EngineException e) {
                retry(e, attempt);
            }
        }
    }

    /** The schema belongs to a release, or is back. */
    public void forget() throws InterruptedException {
        Optional<JsonNode> present = present();
        if (present.isPresent()) {
            engine.configs().remove(present.get().path("ID").asText());
        }
    }

    private Optional<JsonNode> present() throws InterruptedException {
        return engine.configs().inspect(SchemaChange.configName(stack));
    }

    private static void retry(EngineException e, int attempt) {
        if (!e.isConflict() && !e.isOutOfSequence() && !e.isAmbiguous() || attempt == MOST_TRIES) {
            throw e;
        }
    }
}
