package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.List;
import java.util.Map;

/**
 * How a service is attached to a network.
 *
 * @param aliases further names of the service on that network
 * @param given whether the file says anything but the network's name
 * @param addresses {@code ipv4_address} and {@code ipv6_address}, which a swarm ignores: kept to be printed
 */
public record Attachment(
        List<String> aliases, Map<String, String> driverOptions, boolean given, Map<String, String> addresses) {
    public Attachment {
        aliases = List.copyOf(aliases);
        driverOptions = Sorted.copy(driverOptions);
        addresses = Sorted.copy(addresses);
    }
}
