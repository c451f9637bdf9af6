package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.stack.Network;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Networks to what {@code POST /networks/create} takes (docker CLI 28 {@code convert.Networks}). */
final class NetworkConverter {
    /** The network of services that name none. */
    static final String DEFAULT = "default";

    private static final Network UNDECLARED =
            new Network("", false, "", Optional.empty(), Optional.empty(), false, false, Map.of(), Map.of());

    private final Namespace namespace;
    private final Stack stack;
    private final ObjectNames names;

    NetworkConverter(Namespace namespace, Stack stack, ObjectNames names) {
        this.namespace = namespace;
        this.stack = stack;
        this.names = names;
    }

    /** Those that some service uses: others are not made. */
    List<DesiredNetwork> convert() {
        return used().stream()
                .map(key -> convert(key, stack.networks().getOrDefault(key, UNDECLARED)))
                .sorted(Comparator.comparing(DesiredNetwork::name))
                .toList();
    }

    private Set<String> used() {
        Set<String> used = new TreeSet<>();
        for (Service service : stack.services().values()) {
            used.addAll(
                    service.networks().isEmpty()
                            ? Set.of(DEFAULT)
                            : service.networks().keySet());
        }
        return used;
    }

    private DesiredNetwork convert(String key, Network network) {
        String name = names.network(key);
        return network.external()
                ? new DesiredNetwork(key, name, Optional.empty())
                : new DesiredNetwork(key, name, Optional.of(body(name, network).node()));
    }

    private JsonObjectBuilder body(String name, Network network) {
        JsonObjectBuilder body = new JsonObjectBuilder()
                .textAlways("Name", name)
                .textAlways("Driver", network.driver().isEmpty() ? "overlay" : network.driver())
                .textAlways("Scope", "")
                .objectOrNull("IPAM", network.ipam().map(NetworkConverter::ipam))
                .flagAlways("Internal", network.internal())
                .flagAlways("Attachable", network.attachable())
                .flagAlways("Ingress", false)
                .flagAlways("ConfigOnly", false)
                .nullAlways("ConfigFrom")
                .textsAlways("Labels", DockerLabels.of(namespace, network.labels()));
        return network.driverOptions()
                .map(options -> body.textsAlways("Options", options))
                .orElseGet(() -> body.nullAlways("Options"));
    }

    private static JsonObjectBuilder ipam(Network.Ipam ipam) {
        JsonObjectBuilder body =
                new JsonObjectBuilder().textAlways("Driver", ipam.driver()).nullAlways("Options");
        List<JsonObjectBuilder> pools = ipam.subnets().stream()
                .map(subnet -> new JsonObjectBuilder().text("Subnet", subnet))
                .toList();
        return pools.isEmpty() ? body.nullAlways("Config") : body.objects("Config", pools);
    }
}
