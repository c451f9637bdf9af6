package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.plan.Subnet;
import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.util.List;
import java.util.Optional;

/** Whether a task waits for an address that its network cannot give: the engine leaves it new then, without a word. */
final class NetworkExhaustionDiagnosis {
    private final Engine engine;

    NetworkExhaustionDiagnosis(Engine engine) {
        this.engine = engine;
    }

    /** Names the first network of the task that has no address for it, and why. */
    Optional<String> explain(Task task) throws InterruptedException {
        for (JsonNode attached : task.spec().path("Networks")) {
            Optional<JsonNode> network =
                    engine.networks().inspect(attached.path("Target").asText());
            Optional<String> reason = network.isEmpty() ? Optional.empty() : explain(network.get());
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    /** A network gets its driver and its subnets at the same moment. */
    private Optional<String> explain(JsonNode network) throws InterruptedException {
        List<Subnet> subnets = Subnet.of(network);
        if (network.path("Driver").asText().isEmpty()) {
            return Optional.of("its network " + network.path("Name").asText() + " got no subnet: the one that it wants"
                    + " overlaps another network's, or the swarm has no more to give; make it with another subnet, or"
                    + " remove unused networks");
        }
        return subnets.isEmpty() ? Optional.empty() : full(network, subnets);
    }

    private Optional<String> full(JsonNode network, List<Subnet> subnets) throws InterruptedException {
        long room = Subnet.room(subnets);
        String id = network.path("Id").asText();
        List<Task> tasks = engine.tasks().list(Filters.none()).stream()
                .map(Task::new)
                .filter(task -> !task.isOver() && task.hasAddressOn(id))
                .toList();
        long nodes = tasks.stream().map(Task::nodeId).distinct().count();
        long services = engine.services().list(Filters.none()).stream()
                .filter(service -> hasAddressOn(id, service))
                .count();
        return tasks.size() + nodes + services < room
                ? Optional.empty()
                : Optional.of("its network " + network.path("Name").asText() + " has no address left (" + room
                        + " in " + Subnet.texts(subnets) + ", taken by "
                        + Count.of(tasks.size(), "task") + ", "
                        + Count.of(services, "service") + " and " + Count.of(nodes, "node")
                        + "); remove what is not needed, or make it with a larger subnet");
    }

    private static boolean hasAddressOn(String network, JsonNode service) {
        for (JsonNode address : service.at("/Endpoint/VirtualIPs")) {
            if (address.path("NetworkID").asText().equals(network)) {
                return true;
            }
        }
        return false;
    }
}
