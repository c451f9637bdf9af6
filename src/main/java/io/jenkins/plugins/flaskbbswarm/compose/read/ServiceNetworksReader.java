package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Attachment;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the networks of a service: a list of names, or a mapping with settings. */
final class ServiceNetworksReader {
    private static final Attachment PLAIN = new Attachment(List.of(), Map.of(), false, Map.of());
    private static final UnknownFields UNKNOWN = FieldSupport.below("services.*.networks.*");

    private final Section in;

    ServiceNetworksReader(Section in) {
        this.in = in;
    }

    Map<String, Attachment> read() {
        Map<String, Attachment> attachments = new TreeMap<>();
        if (in.node("networks").filter(YamlMap.class::isInstance).isEmpty()) {
            in.distinctTexts("networks").forEach(name -> attachments.put(name, PLAIN));
            return attachments;
        }
        Section networks = in.section("networks").orElseThrow();
        for (String name : networks.names()) {
            boolean plain = networks.nullable(name).isEmpty();
            attachments.put(
                    name,
                    plain
                            ? PLAIN
                            : networks.named(name, true)
                                    .map(ServiceNetworksReader::attachment)
                                    .orElse(PLAIN));
        }
        return attachments;
    }

    private static Attachment attachment(Section in) {
        List<String> aliases = in.distinctTexts("aliases");
        Map<String, String> options = in.textMap("driver_opts");
        Map<String, String> addresses = new TreeMap<>();
        for (String field : List.of("ipv4_address", "ipv6_address")) {
            String address = in.text(field);
            if (!address.isEmpty()) {
                in.warn(field, "a swarm gives each task an address of its own", "remove the field");
                addresses.put(field, address);
            }
        }
        in.finish(UNKNOWN);
        return new Attachment(aliases, options, true, addresses);
    }
}
