package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the engine refuses of networks that are to be made, or makes and never gives an address. */
final class NetworkRules {
    private static final int LONGEST_NAME = 63;

    private final SwarmInventory observed;
    private final List<Node> nodes;
    private final Map<AddressRange, String> wanted = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private NetworkRules(SwarmInventory observed, List<Node> nodes) {
        this.observed = observed;
        this.nodes = nodes;
    }

    /** @param networks those of a stack; external ones and those that are there are left out */
    static List<String> problems(List<DesiredNetwork> networks, SwarmInventory observed, List<Node> nodes) {
        NetworkRules rules = new NetworkRules(observed, nodes);
        networks.stream()
                .filter(network -> !network.isExternal())
                .filter(network -> !observed.networks().containsKey(network.name()))
                .forEach(rules::check);
        return rules.problems;
    }

    private void check(DesiredNetwork network) {
        Complaints complaints = new Complaints("networks." + network.key());
        JsonNode body = network.body().orElseThrow();
        name(network.name(), complaints);
        driver(body.path("Driver").asText(), complaints);
        for (JsonNode pool : body.at("/IPAM/Config")) {
            subnet(network.name(), pool.path("Subnet").asText(), complaints);
        }
        problems.addAll(complaints.all());
    }

    private static void name(String name, Complaints complaints) {
        complaints.addIf(
                name.length() > LONGEST_NAME
                        || !ServiceRules.DNS_NAME.matcher(name).matches(),
                "(name)",
                "the engine takes no network called '" + name + "'",
                "use letters, digits, '-' and '_', at most " + LONGEST_NAME
                        + ", without a dot, in the stack's name and the network's key or name");
    }

    private void driver(String driver, Complaints complaints) {
        complaints.addIf(
                Set.of("host", "null").contains(driver),
                "driver",
                "there is one network of the driver " + driver + " and no other",
                "use it with external: true and name: " + driver.replace("null", "none"));
        complaints.addIf(
                !driver.isEmpty() && nodes.stream().noneMatch(node -> node.hasPlugin("Network", driver)),
                "driver",
                "no node has the network driver " + driver,
                "install the plugin on the nodes, or use overlay");
    }

    private void subnet(String network, String text, Complaints complaints) {
        AddressRange range = AddressRange.parse(text).orElse(null);
        if (range == null) {
            complaints.add("ipam", "'" + text + "' is not a subnet", "write it like 10.9.0.0/24");
        } else if (range.bits() - range.prefix() < 2 || range.prefix() == 0) {
            complaints.add("ipam", "the engine gives no addresses of the subnet " + text, "write it like 10.9.0.0/24");
        } else {
            wanted.forEach((other, owner) -> complaints.addIf(
                    range.overlaps(other),
                    "ipam",
                    "the subnet " + text + " has addresses of " + other + ", which the network " + owner + " wants",
                    "give each another subnet"));
            wanted.put(range, network);
        }
    }
}
