package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a run has written so far, or tried to: noted before each write, so that nothing that happened is missing. */
final class Written {
    private final Map<String, List<Optional<ObjectNode>>> services = new ConcurrentHashMap<>();
    private final Set<String> networks = ConcurrentHashMap.newKeySet();
    private final Map<ObjectKind, Set<String>> objects =
            Map.of(ObjectKind.SECRET, ConcurrentHashMap.newKeySet(), ObjectKind.CONFIG, ConcurrentHashMap.newKeySet());

    void service(String name, ObjectNode spec) {
        note(name, Optional.of(spec));
    }

    void removal(String service) {
        note(service, Optional.empty());
    }

    private void note(String service, Optional<ObjectNode> spec) {
        services.computeIfAbsent(service, name -> new CopyOnWriteArrayList<>()).add(spec);
    }

    /** The same with the specs as the engine stores them. */
    Written as(StoredSpecs stored) {
        services.replaceAll((name, specs) -> new CopyOnWriteArrayList<>(specs.stream()
                .map(spec -> spec.map(sent -> stored.of(name, sent)))
                .toList()));
        return this;
    }

    void network(String name) {
        networks.add(name);
    }

    void object(ObjectKind kind, String name) {
        objects.get(kind).add(name);
    }

    /** The specs of each service in their order, by name; an empty one where it was removed. */
    Map<String, List<Optional<ObjectNode>>> services() {
        return Map.copyOf(services);
    }

    Set<String> networks() {
        return Set.copyOf(networks);
    }

    Set<String> objects(ObjectKind kind) {
        return Set.copyOf(objects.get(kind));
    }
}
