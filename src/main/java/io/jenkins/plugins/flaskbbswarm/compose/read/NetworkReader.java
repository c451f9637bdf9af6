package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a network of the top-level {@code networks}. */
final class NetworkReader {
    private static final UnknownFields UNKNOWN = FieldSupport.below("networks.*");
    private static final UnknownFields UNKNOWN_POOL = FieldSupport.below("networks.*.ipam.config[]");

    private static final List<String> EXTERNAL_HAS_NONE =
            List.of("driver", "driver_opts", "ipam", "internal", "attachable", "labels");

    private final String key;
    private final Section in;

    NetworkReader(String key, Section in) {
        this.key = key;
        this.in = in;
    }

    Network read() {
        External external = External.read(in, "network", key, 5);
        String driver = in.text("driver");
        Optional<Map<String, String>> options =
                in.has("driver_opts") ? Optional.of(in.textMap("driver_opts")) : Optional.empty();
        Optional<Network.Ipam> ipam = in.section("ipam").flatMap(NetworkReader::ipam);
        boolean internal = in.isTrue("internal");
        boolean attachable = in.isTrue("attachable");
        Map<String, String> labels = in.labels("labels");
        if (external.external()) {
            EXTERNAL_HAS_NONE.stream()
                    .filter(in::has)
                    .forEach(field ->
                            in.warn(field, "has no effect on an external network", "remove the field, or 'external'"));
        }
        return new Network(
                external.name(),
                external.external(),
                driver,
                options,
                ipam,
                internal,
                attachable,
                labels,
                in.finish(UNKNOWN));
    }

    private static Optional<Network.Ipam> ipam(Section in) {
        String driver = in.text("driver");
        List<String> subnets = new ArrayList<>();
        for (Section.Item item : in.items("config")) {
            Optional<Section> pool = item.section();
            if (pool.isEmpty()) {
                in.reading().wrongType(item.node(), item.path(), "a mapping");
            }
            pool.ifPresent(section -> {
                subnets.add(section.text("subnet"));
                section.finish(UNKNOWN_POOL);
            });
        }
        in.finish(FieldSupport.below("networks.*.ipam"));
        return driver.isEmpty() && subnets.isEmpty()
                ? Optional.empty()
                : Optional.of(new Network.Ipam(driver, subnets));
    }
}
