package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.PortLimit;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.stack.Port;
import io.jenkins.plugins.flaskbbswarm.yaml.ScalarValue;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the ports of a service, in short and long syntax. */
final class PortsReader {
    private static final String EVERYWHERE =
            "the port opens on every address of every node; use a firewall, or a network without published ports";

    private static final Map<String, String> ALLOWED = Map.of(
            "mode", "write ingress or host",
            "protocol", "write tcp, udp or sctp",
            "host_ip", EVERYWHERE);

    private static final UnknownFields UNKNOWN = FieldSupport.below("services.*.ports[]");

    private final Section in;

    PortsReader(Section in) {
        this.in = in;
    }

    List<Port> read() {
        List<Section.Item> items = in.items("ports");
        new Lists(in)
                .noteRepetition(
                        "ports",
                        items.stream().map(item -> PlainValues.of(item.node())).toList());
        List<Port> ports = new ArrayList<>();
        for (Section.Item item : items) {
            Optional<Section> section = item.section();
            List<Port> read = section.isPresent() ? List.of(longSyntax(section.get())) : shortSyntax(item);
            read.forEach(port -> checkRange(item, port));
            ports.addAll(read);
            if (!in.reading().ports().allows(read.size())) {
                in.error("ports", "the ranges stand for more than " + PortLimit.MOST + " ports", "publish fewer");
                return List.of();
            }
        }
        return ports;
    }

    private static List<Port> shortSyntax(Section.Item item) {
        YamlNode node = item.node();
        boolean isPort =
                node instanceof YamlScalar scalar && (scalar.isText() || scalar.value() instanceof ScalarValue.Int);
        if (!isPort) {
            item.reading().wrongType(node, item.path(), "a port such as 8080:80");
            return List.of();
        }
        YamlScalar scalar = (YamlScalar) node;
        try {
            PortSpec spec = PortSpec.parse(scalar.value().asText());
            if (!Addresses.isEverywhere(spec.address())) {
                warnOfAddress(item.reading(), item);
            }
            return spec.ports();
        } catch (IllegalArgumentException e) {
            item.reading()
                    .error(
                            node.location(),
                            item.path(),
                            scalar.quoted() + " is not a valid port: " + e.getMessage(),
                            "write published:target, such as 8080:80");
            return List.of();
        }
    }

    private static Port longSyntax(Section in) {
        String mode = in.text("mode");
        long target = in.count("target").orElse(0L);
        long published = in.count("published").orElse(0L);
        String protocol = in.text("protocol");
        if (in.has("host_ip")) {
            String address = in.text("host_ip");
            in.reading().lenient(in.location("host_ip"), in.path("host_ip"), "is not supported by Swarm", EVERYWHERE);
            warnIfFalse(in, "host_ip", Addresses.isEverywhere(address));
        }
        in.finish(UNKNOWN);
        warnIfFalse(in, "mode", mode.isEmpty() || mode.equals("ingress") || mode.equals("host"));
        warnIfFalse(in, "protocol", protocol.matches("|tcp|udp|sctp"));
        return new Port(mode, target, published, protocol);
    }

    private static void warnOfAddress(ReadContext reading, Section.Item item) {
        reading.warn(
                item.node().location(), item.path(), "a swarm does not heed the address before the port", EVERYWHERE);
    }

    private static void warnIfFalse(Section in, String field, boolean right) {
        if (!right) {
            in.warn(field, "the engine refuses " + in.quoted(field), ALLOWED.get(field));
        }
    }

    private static void checkRange(Section.Item item, Port port) {
        if (port.target() < 1 || port.target() > 65535 || port.published() > 65535) {
            item.reading()
                    .warn(
                            item.node().location(),
                            item.path(),
                            "the engine refuses a port outside 1 to 65535",
                            "correct the number");
        }
    }
}
