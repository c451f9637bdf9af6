package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Published ports that other services have. One that the ingress network publishes the engine gives to one service of
 * the swarm; one in mode host to one task of each node.
 */
final class PortRules {
    private final List<Node> nodes;
    private final List<Holder> holders;
    private final List<String> problems = new ArrayList<>();

    /** @param others the services that stay beside those that are wanted */
    PortRules(List<SwarmInventory.Service> others, List<Node> nodes) {
        this.nodes = nodes;
        this.holders = new ArrayList<>(others.stream()
                .map(service -> holder(service.name(), service.spec()))
                .toList());
    }

    /** A service with ports, and the nodes that its tasks may run on. */
    private record Holder(String name, List<PublishedPort> ports, Set<String> nodes, long tasks) {
        boolean isOnAll() {
            return tasks >= nodes.size();
        }
    }

    private Holder holder(String name, JsonNode spec) {
        Set<String> places = new PlacementFilter(spec)
                .candidates(nodes).stream().map(Node::id).collect(Collectors.toSet());
        JsonNode mode = spec.path("Mode");
        long wanted = mode.has("Replicated") ? mode.at("/Replicated/Replicas").asLong(1) : places.size();
        return new Holder(name, PublishedPort.of(spec), places, Math.min(wanted, places.size()));
    }

    List<String> problems(List<DesiredService> wanted) {
        for (DesiredService service : wanted) {
            check(service);
            holders.add(holder(service.name(), service.body()));
        }
        return problems;
    }

    private void check(DesiredService service) {
        for (PublishedPort port : PublishedPort.of(service.body())) {
            List<Holder> others = holders.stream()
                    .filter(other -> other.ports().stream().anyMatch(port::excludes))
                    .toList();
            if (!others.isEmpty()) {
                problems.add("services." + service.key() + ".ports: the service "
                        + others.get(0).name() + " publishes the port " + port
                        + " already; publish another one, or remove that service first");
            } else if (port.isHost()) {
                onNodes(service, port);
            }
        }
    }

    /** Whether there are nodes enough for its tasks, where each node has the port once. */
    private void onNodes(DesiredService service, PublishedPort port) {
        Holder mine = holder(service.name(), service.body());
        JsonNode mode = service.body().path("Mode");
        long tasks = mode.has("Replicated")
                ? mode.at("/Replicated/Replicas").asLong(1)
                : mine.nodes().size();
        List<Holder> others = holders.stream()
                .filter(other -> other.tasks() > 0)
                .filter(other -> other.ports().stream().anyMatch(port::isSame))
                .toList();
        Set<String> free = new HashSet<>(mine.nodes());
        others.stream().filter(Holder::isOnAll).forEach(other -> free.removeAll(other.nodes()));
        long reserved = others.stream()
                .filter(other -> !other.isOnAll() && free.containsAll(other.nodes()))
                .mapToLong(Holder::tasks)
                .sum();
        if (!mine.nodes().isEmpty() && tasks > free.size() - reserved) {
            String holds = others.isEmpty()
                    ? ""
                    : ", and " + others.stream().map(Holder::name).collect(Collectors.joining(", "))
                            + (others.size() == 1 ? " has it" : " have it");
            problems.add("services." + service.key() + ".ports: the port " + port + " is to be had once on each node,"
                    + " for " + Count.of(tasks, "task") + " on "
                    + Count.of(mine.nodes().size(), "node") + holds
                    + "; run fewer tasks, publish another port, or add nodes");
        }
    }
}
