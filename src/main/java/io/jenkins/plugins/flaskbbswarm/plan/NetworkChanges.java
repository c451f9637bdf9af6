package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * In what a network that is there differs from what its file says. The engine changes no network. What would make it
 * another network is a problem; what it has beyond the file, and its labels, are worth a warning.
 */
public final class NetworkChanges {
    /** Options that the engine itself adds. */
    private static final Set<String> OWN_OPTIONS = Set.of("com.docker.network.driver.overlay.vxlanid_list");

    private final JsonNode wanted;
    private final JsonNode present;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private NetworkChanges(JsonNode wanted, JsonNode present) {
        this.wanted = wanted;
        this.present = present;
        // The engine fills these in a moment after the network was made.
        if (!present.path("Driver").asText().isEmpty()) {
            driver();
            options();
            subnets();
        }
        internal();
        attachable();
        labels();
    }

    /** Those of one network; none for one that is external or not there. */
    static NetworkChanges of(DesiredNetwork network, SwarmInventory observed) {
        Optional<JsonNode> present =
                Optional.ofNullable(observed.networks().get(network.name())).map(SwarmInventory.Network::json);
        return network.body().isPresent() && present.filter(JsonNode::isObject).isPresent()
                ? new NetworkChanges(network.body().get(), present.get())
                : new NetworkChanges(MissingNode.getInstance(), MissingNode.getInstance());
    }

    /** What a deployment cannot bring about, one sentence each. */
    List<String> problems() {
        return problems;
    }

    /** What stays otherwise than the file says and does no harm. */
    public static List<String> warnings(DesiredNetwork network, SwarmInventory observed) {
        return of(network, observed).warnings;
    }

    private void driver() {
        String driver = wanted.path("Driver").asText("overlay");
        if (!driver.isEmpty() && !driver.equals(present.path("Driver").asText())) {
            problems.add("its driver is " + present.path("Driver").asText() + ", not " + driver);
        }
    }

    private void internal() {
        boolean internal = wanted.path("Internal").asBoolean();
        if (internal != present.path("Internal").asBoolean()) {
            problems.add(internal ? "it is not internal" : "it is internal");
        }
    }

    private void attachable() {
        boolean attachable = wanted.path("Attachable").asBoolean();
        boolean is = present.path("Attachable").asBoolean();
        if (attachable && !is) {
            problems.add("it is not attachable");
        } else if (is && !attachable) {
            warnings.add("it is attachable");
        }
    }

    private void options() {
        Map<String, String> want = texts(wanted.path("Options"));
        Map<String, String> have = texts(present.path("Options"));
        want.forEach((name, value) -> {
            if (!value.equals(have.get(name))) {
                String is = have.containsKey(name) ? "'" + have.get(name) + "'" : "not set";
                problems.add(
                        name.equals("encrypted") && !have.containsKey(name)
                                ? "it is not encrypted"
                                : "its option " + name + " is " + is + ", not '" + value + "'");
            }
        });
        have.keySet().stream()
                .filter(name -> !want.containsKey(name) && !OWN_OPTIONS.contains(name))
                .forEach(name ->
                        warnings.add(name.equals("encrypted") ? "it is encrypted" : "it has the option " + name));
    }

    private void subnets() {
        List<AddressRange> want = ranges(wanted);
        List<AddressRange> have = ranges(present);
        for (AddressRange range : want) {
            if (have.stream().noneMatch(range::isSame)) {
                problems.add("its subnet is "
                        + String.join(
                                ", ", have.stream().map(AddressRange::text).toList()) + ", not " + range);
            }
        }
    }

    private static List<AddressRange> ranges(JsonNode network) {
        List<AddressRange> ranges = new ArrayList<>();
        network.at("/IPAM/Config")
                .forEach(
                        pool -> AddressRange.parse(pool.path("Subnet").asText()).ifPresent(ranges::add));
        return ranges;
    }

    private void labels() {
        Map<String, String> want = texts(wanted.path("Labels"));
        Map<String, String> have = texts(present.path("Labels"));
        want.remove(Namespace.LABEL);
        have.remove(Namespace.LABEL);
        if (wanted.has("Labels") && !want.equals(have)) {
            warnings.add(
                    "its labels are " + (have.isEmpty() ? "none" : have) + ", not " + (want.isEmpty() ? "none" : want));
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
