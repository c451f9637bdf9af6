package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many addresses a stack needs on a network, and how many there are. Of a full network the engine says little: its
 * tasks stay new for ever. As measured on 20.10: a task takes one, a service with a virtual IP takes one, and so does
 * each node with tasks. Pure.
 *
 * @param network its name
 * @param subnets empty if the swarm will choose
 * @param needed by tasks and services of this stack alone
 * @param atTimes what nodes, and tasks that start before the old ones stop, may take beyond that
 */
public record AddressCapacity(String network, List<Subnet> subnets, long needed, long atTimes) {
    /** As large as what a swarm gives a network unless somebody says otherwise ({@code docker swarm init}). */
    private static final List<Subnet> USUAL =
            Subnet.parse("10.0.0.0/24").stream().toList();

    public AddressCapacity {
        subnets = List.copyOf(subnets);
    }

    /** The networks of a stack, by name, but for those that each node has for itself. */
    public static List<AddressCapacity> of(DesiredStack wanted, SwarmInventory observed, List<Node> nodes) {
        return wanted.networks().stream()
                .filter(network -> present(network, observed)
                        .map(known -> known.scope().equals("swarm"))
                        .orElse(true))
                .map(network -> count(network.name(), subnets(network, observed), wanted.services(), nodes))
                .sorted(Comparator.comparing(AddressCapacity::network))
                .toList();
    }

    private static Optional<SwarmInventory.Network> present(DesiredNetwork network, SwarmInventory observed) {
        return Optional.ofNullable(observed.networks().get(network.name()));
    }

    private static List<Subnet> subnets(DesiredNetwork network, SwarmInventory observed) {
        return present(network, observed)
                .map(SwarmInventory.Network::subnets)
                .or(() -> network.body().map(Subnet::of))
                .orElse(List.of());
    }

    private static AddressCapacity count(
            String network, List<Subnet> subnets, List<DesiredService> services, List<Node> nodes) {
        long needed = 0;
        long inUpdates = 0;
        for (DesiredService service : services) {
            JsonNode spec = service.body();
            if (isOn(network, spec)) {
                long tasks = tasks(spec, nodes);
                needed += tasks + (hasVirtualAddress(spec) ? 1 : 0);
                inUpdates = Math.max(inUpdates, startedFirst(spec, tasks));
            }
        }
        return new AddressCapacity(network, subnets, needed, nodes.size() + inUpdates);
    }

    private static boolean isOn(String network, JsonNode spec) {
        for (JsonNode attached : spec.at("/TaskTemplate/Networks")) {
            if (attached.path("Target").asText().equals(network)) {
                return true;
            }
        }
        return false;
    }

    private static long tasks(JsonNode spec, List<Node> nodes) {
        return Jobs.tasksAtOnce(
                spec, () -> new PlacementFilter(spec).candidates(nodes).size());
    }

    private static boolean hasVirtualAddress(JsonNode spec) {
        return !spec.at("/EndpointSpec/Mode").asText("vip").equals("dnsrr");
    }

    private static long startedFirst(JsonNode spec, long tasks) {
        JsonNode update = spec.path("UpdateConfig");
        if (!update.path("Order").asText().equals("start-first")) {
            return 0;
        }
        long atOnce = update.path("Parallelism").asLong(1);
        return atOnce == 0 ? tasks : Math.min(atOnce, tasks);
    }

    /** Addresses that can be had. */
    public long room() {
        return Subnet.room(subnets.isEmpty() ? USUAL : subnets);
    }

    /** Whether not even this stack's own tasks can run at the same time. */
    public boolean isTooSmall() {
        return needed > room();
    }

    /** Whether it is so tight that an update, or another node, fills it. */
    public boolean isNearlyFull() {
        return needed > 0 && needed + atTimes > room();
    }

    @Override
    public String toString() {
        String where =
                subnets.isEmpty() ? "a usual subnet such as " + USUAL.get(0) : "its subnet " + Subnet.texts(subnets);
        return where + " has " + room() + " addresses for services and tasks, and this stack's need " + needed;
    }
}
