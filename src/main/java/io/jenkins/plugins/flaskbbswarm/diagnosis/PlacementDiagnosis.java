package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.PlacementFilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Why no node takes a task, node by node: the engine says only how many fail which filter. */
final class PlacementDiagnosis {
    private final Engine engine;
    private final JsonNode service;

    /** @param service as the engine lists it */
    PlacementDiagnosis(Engine engine, JsonNode service) {
        this.engine = engine;
        this.service = service;
    }

    /** One line that names each node and what keeps the task from it. */
    String explain() throws InterruptedException {
        List<JsonNode> tasks = engine.tasks().list(Filters.none());
        List<JsonNode> services = engine.services().list(Filters.none());
        List<String> reasons = new ArrayList<>();
        for (JsonNode json : engine.nodes().list()) {
            Node node = new Node(json);
            List<String> rules = new PlacementFilter(service.path("Spec")).rulesAgainst(node);
            Optional<String> rule = rules.isEmpty() ? portTaken(node, tasks, services) : Optional.of(rules.get(0));
            rule.or(() -> resourcesTaken(json, tasks)).ifPresent(text -> reasons.add(node.hostname() + ": " + text));
        }
        return String.join("; ", reasons);
    }

    private Optional<String> portTaken(Node node, List<JsonNode> tasks, List<JsonNode> services) {
        Set<Integer> wanted = hostPorts(service);
        for (JsonNode other : services) {
            Set<Integer> common = hostPorts(other);
            common.retainAll(wanted);
            if (!common.isEmpty() && runsOn(node.id(), other, tasks)) {
                String name = other.at("/Spec/Name").asText();
                return Optional.of("its port " + common.iterator().next() + " is taken by "
                        + (name.equals(service.at("/Spec/Name").asText()) ? "another task of it" : name));
            }
        }
        return Optional.empty();
    }

    private static Set<Integer> hostPorts(JsonNode service) {
        Set<Integer> ports = new TreeSet<>();
        service.at("/Spec/EndpointSpec/Ports").forEach(port -> {
            if (port.path("PublishMode").asText().equals("host")) {
                ports.add(port.path("PublishedPort").asInt());
            }
        });
        return ports;
    }

    private static boolean runsOn(String nodeId, JsonNode service, List<JsonNode> tasks) {
        return on(nodeId, tasks).stream()
                .anyMatch(task -> task.serviceId().equals(service.path("ID").asText()));
    }

    private static List<Task> on(String nodeId, List<JsonNode> tasks) {
        return tasks.stream()
                .map(Task::new)
                .filter(task -> task.nodeId().equals(nodeId) && !task.isOver())
                .toList();
    }

    private Optional<String> resourcesTaken(JsonNode node, List<JsonNode> tasks) {
        return resourceTaken(node, tasks, "MemoryBytes", "MiB of memory", 1 << 20)
                .or(() -> resourceTaken(node, tasks, "NanoCPUs", "CPUs", 1_000_000_000));
    }

    private Optional<String> resourceTaken(
            JsonNode node, List<JsonNode> tasks, String resource, String unit, long size) {
        long reserved = on(node.path("ID").asText(), tasks).stream()
                .mapToLong(task -> reservation(task.spec(), resource))
                .sum();
        long total = node.at("/Description/Resources/" + resource).asLong();
        long wanted = reservation(service.at("/Spec/TaskTemplate"), resource);
        return wanted > 0 && reserved + wanted > total
                ? Optional.of("of its %s %s, %s are reserved by others and this needs %s"
                        .formatted(total / size, unit, reserved / size, wanted / size))
                : Optional.empty();
    }

    private static long reservation(JsonNode template, String resource) {
        return template.at("/Resources/Reservations/" + resource).asLong();
    }
}
