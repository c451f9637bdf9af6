package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many addresses a stack needs on a network, and how many there are. Of a full network the engine says little: its
 * tasks stay new for ever. As measured on 20.10: a task takes one, a service with a virtual IP takes one, and so does
 * each node with tasks; of a subnet the first address, the last and the gateway's are nobody's. Pure.
 *
 * @param network its name
 * @param subnets in CIDR notation; empty if the swarm will choose
 * @param room addresses that can be had
 * @param needed by tasks and services of this stack alone
 * @param atTimes what nodes, and tasks that start before the old ones stop, may take beyond that
 */
public record NetworkRoom(String network, List<String> subnets, long room, long needed, long atTimes) {
    /** What a swarm gives a network unless somebody says otherwise ({@code docker swarm init}). */
    private static final int USUAL_PREFIX = 24;

    private static final int IPV4_BITS = 32;
    private static final int NOBODYS = 3;

    public NetworkRoom {
        subnets = List.copyOf(subnets);
    }

    /** The networks of a stack that services of it use and that can be full, by name. */
    public static List<NetworkRoom> of(DesiredStack wanted, Observed observed, List<Node> nodes) {
        return wanted.networks().stream()
                .flatMap(network -> of(network, wanted.services(), observed, nodes).stream())
                .sorted(Comparator.comparing(NetworkRoom::network))
                .toList();
    }

    private static Optional<NetworkRoom> of(
            DesiredNetwork network, List<DesiredService> services, Observed observed, List<Node> nodes) {
        Optional<Observed.Network> present =
                Optional.ofNullable(observed.networks().get(network.name()));
        if (present.filter(known -> !known.scope().equals("swarm")).isPresent()) {
            return Optional.empty();
        }
        List<String> subnets = present.map(Observed.Network::subnets)
                .or(() -> network.body().map(NetworkRoom::subnets))
                .orElse(List.of());
        return (subnets.isEmpty() ? Optional.of(room(USUAL_PREFIX)) : addresses(subnets))
                .map(room -> count(network.name(), subnets, room, services, nodes));
    }

    private static NetworkRoom count(
            String network, List<String> subnets, long room, List<DesiredService> services, List<Node> nodes) {
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
        return new NetworkRoom(network, subnets, room, needed, nodes.size() + inUpdates);
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
        JsonNode mode = spec.path("Mode");
        if (mode.has("Global") || mode.has("GlobalJob")) {
            return new Placement(spec).candidates(nodes).size();
        }
        return mode.has("ReplicatedJob")
                ? mode.at("/ReplicatedJob/MaxConcurrent").asLong(1)
                : mode.at("/Replicated/Replicas").asLong(1);
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

    private static List<String> subnets(JsonNode body) {
        List<String> subnets = new ArrayList<>();
        body.at("/IPAM/Config").forEach(pool -> subnets.add(pool.path("Subnet").asText()));
        return subnets;
    }

    /** How many addresses subnets have for tasks, services and nodes; empty for IPv6, which nobody fills. */
    public static Optional<Long> addresses(List<String> subnets) {
        return subnets.stream().allMatch(subnet -> subnet.matches("[\\d.]+/\\d{1,2}"))
                ? Optional.of(subnets.stream()
                        .mapToLong(subnet -> room(Integer.parseInt(subnet.substring(subnet.indexOf('/') + 1))))
                        .sum())
                : Optional.empty();
    }

    private static long room(int prefix) {
        return Math.max(0, (1L << Math.max(0, IPV4_BITS - prefix)) - NOBODYS);
    }

    /** Whether not even this stack's own tasks can run at the same time. */
    public boolean isTooSmall() {
        return needed > room;
    }

    /** Whether it is so tight that an update, or another node, fills it. */
    public boolean isNearlyFull() {
        return needed > 0 && needed + atTimes > room;
    }

    @Override
    public String toString() {
        String where =
                subnets.isEmpty() ? "a usual subnet of /" + USUAL_PREFIX : "its subnet " + String.join(", ", subnets);
        return where + " has " + room + " addresses for services and tasks, and this stack's need " + needed;
    }
}
