package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network that a stack declares.
 *
 * @param name its name on the engine; empty for one made of stack and key
 * @param external whether somebody else makes it
 * @param driver empty for {@code overlay}
 * @param driverOptions empty if the file has none, which is not the same as an empty mapping
 * @param ipam its addresses, if the file says anything of them
 */
public record Network(
        String name,
        boolean external,
        String driver,
        Optional<Map<String, String>> driverOptions,
        Optional<Ipam> ipam,
        boolean internal,
        boolean attachable,
        Map<String, String> labels,
        Map<String, Object> extensions) {
    public Network {
        driverOptions = driverOptions.map(Sorted::copy);
        labels = Sorted.copy(labels);
        extensions = Sorted.copy(extensions);
    }

    /** Address management: a driver (empty for the default one) and subnets. */
    public record Ipam(String driver, List<String> subnets) {
        public Ipam {
            subnets = List.copyOf(subnets);
        }
    }
}
