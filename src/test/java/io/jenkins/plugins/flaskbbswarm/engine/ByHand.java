package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.function.Consumer;

/** What somebody does to a swarm beside us. */
public final class ByHand {
    private static final int MOST_TRIES = 20;

    private ByHand() {}

    /** Updates a service to its spec with a change, again where the engine wrote to the service in between. */
    public static void change(Engine engine, String name, Consumer<ObjectNode> change) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                changeOnce(engine, name, change);
                return;
            } catch (EngineException e) {
                if (!e.isOutOfSequence() || attempt == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void changeOnce(Engine engine, String name, Consumer<ObjectNode> change)
            throws InterruptedException {
        JsonNode service = engine.services().inspect(name).orElseThrow();
        ObjectNode spec = service.path("Spec").deepCopy();
        change.accept(spec);
        engine.services()
                .update(
                        service.path("ID").asText(),
                        service.at("/Version/Index").asLong(),
                        spec,
                        Optional.empty());
    }
}
