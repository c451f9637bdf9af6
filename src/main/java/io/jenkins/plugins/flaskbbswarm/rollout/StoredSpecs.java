package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.DroppedFields;
import io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizer;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Learns what the engine stores of the service specs that a run sends, and warns once of each field that it does not. */
final class StoredSpecs {
    /** @param before the service's spec before the write, missing for one that is created */
    private record Sent(ObjectNode spec, JsonNode before) {}

    private final String apiVersion;
    private final EventSink events;
    private final UnaryOperator<String> networkName;
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, DroppedFields> dropped = new ConcurrentHashMap<>();

    /** @param apiVersion that was agreed on with the engine, for people */
    StoredSpecs(String apiVersion, EventSink events, UnaryOperator<String> networkName) {
        this.apiVersion = apiVersion;
        this.events = events;
        this.networkName = networkName;
    }

    void created(String service, ObjectNode spec) {
        sent.put(service, new Sent(spec, MissingNode.getInstance()));
    }

    void updated(String service, ObjectNode spec, JsonNode before) {
        sent.put(service, new Sent(spec, before));
    }

    /** Looks at what the engine has now of a service, if this run was the last to write it. */
    synchronized void look(JsonNode service) {
        String name = service.at("/Spec/Name").asText();
        Sent last = sent.get(name);
        if (last == null || !isLastWrite(last, service)) {
            return;
        }
        DroppedFields known = dropped.getOrDefault(name, DroppedFields.NONE);
        DroppedFields lost =
                DroppedFields.between(known.without(last.spec), service.path("Spec"), last.before, networkName);
        if (!lost.isEmpty()) {
            dropped.put(name, known.and(lost));
            lost.fields().forEach(field -> events.emit(warning(name, field)));
        }
    }

    /** The engine tells what a service was before its last write, and nothing of one that nobody wrote since it came. */
    private boolean isLastWrite(Sent last, JsonNode service) {
        JsonNode previous = service.path("PreviousSpec");
        return last.before.isMissingNode() || !previous.isObject()
                ? last.before.isMissingNode() && !previous.isObject()
                : SpecNormalizer.ofService(previous, networkName)
                        .equals(SpecNormalizer.ofService(last.before, networkName));
    }

    private Event warning(String service, DroppedFields.Field field) {
        return new Event.Warning(
                "service " + service,
                "the engine, with which API " + apiVersion + " is agreed on, does not store " + field
                        + ", so its tasks run without it",
                "remove the field, or use an engine that knows it; until it changes, further deployments leave it out");
    }

    /** What the engine has when it was sent {@code spec}. */
    ObjectNode of(String service, ObjectNode spec) {
        DroppedFields lost = dropped.get(service);
        return lost == null ? spec : lost.without(spec);
    }

    /** What was lost, by service. */
    SortedMap<String, DroppedFields> dropped() {
        return new TreeMap<>(dropped);
    }
}
