package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ends what engines leave behind when they replace a failed task in the very moment in which its service is updated: two
 * tasks in the place of one, both as wanted, for as long as nobody writes to the service. So its spec is written once
 * more, as it is.
 */
final class ExtraTaskRepair {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Engine engine;
    private final EventSink events;
    private final Map<String, Instant> since = new HashMap<>();

    ExtraTaskRepair(Engine engine, EventSink events) {
        this.engine = engine;
        this.events = events;
    }

    /** @param service as the engine lists it, with its version */
    void check(JsonNode service, ServiceProgress seen) throws InterruptedException {
        boolean updating = "updating".equals(service.at("/UpdateStatus/State").asText());
        if (seen.ready() <= seen.wanted()
                || updating
                || !service.at("/Spec/Mode").has("Replicated")) {
            since.remove(seen.name());
            return;
        }
        Instant now = Instant.now();
        if (since.computeIfAbsent(seen.name(), name -> now).plus(PATIENCE).isBefore(now)) {
            since.put(seen.name(), now);
            end(service, seen);
        }
    }

    private void end(JsonNode service, ServiceProgress seen) throws InterruptedException {
        events.emit(new Event.Note(
                "service " + seen.name(),
                seen.ready() + " tasks run, " + seen.wanted() + " wanted: sending the spec again"));
        try {
            engine.services()
                    .update(
                            service.path("ID").asText(),
                            service.at("/Version/Index").asLong(),
                            (ObjectNode) service.path("Spec"),
                            Optional.empty());
        } catch (EngineException e) {
            // somebody wrote to it meanwhile, or the next look finds the same and tries again
        }
    }
}
