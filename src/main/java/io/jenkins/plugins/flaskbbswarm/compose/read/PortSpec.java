package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.stack.Port;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port in short syntax, {@code [[address:]published:]target[/protocol]} where both ports may be ranges, read as
 * docker CLI 28 does (go-connections {@code nat.ParsePortSpec}).
 *
 * @param address the host address, which a swarm does not heed; empty if none is given
 */
public record PortSpec(String address, List<Port> ports) {
    private static final Pattern SPEC = Pattern.compile(
            "(?:(?:(?<address>.*):)?(?<published>[^:]*):)?(?<target>[^:/]*)(?:/(?<protocol>[^/]*)(?:/.*)?)?",
            Pattern.DOTALL);
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");

    /** @throws IllegalArgumentException if the text is no port; the message says which part is wrong */
    public static PortSpec parse(String text) {
        Matcher match = SPEC.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("is no port");
        }
        Range target = Range.parse(match.group("target"), "the container's port");
        String published = match.group("published") == null ? "" : match.group("published");
        String protocol = protocol(match.group("protocol"));
        String address = match.group("address") == null ? "" : match.group("address");
        List<Port> ports = published.isEmpty()
                ? unpublished(target, protocol)
                : published(target, Range.parse(published, "the published port"), protocol);
        return new PortSpec(checkAddress(address), ports);
    }

    private static String protocol(String given) {
        String protocol = given == null || given.isEmpty() ? "tcp" : given.toLowerCase(Locale.ROOT);
        if (!PROTOCOLS.contains(protocol)) {
            throw new IllegalArgumentException("its protocol is none of tcp, udp, sctp");
        }
        return protocol;
    }

    private static String checkAddress(String address) {
        if (!address.isEmpty() && !Addresses.isAddress(address)) {
            throw new IllegalArgumentException("the part before the ports is not an IP address");
        }
        return address;
    }

    private static List<Port> unpublished(Range target, String protocol) {
        List<Port> ports = new ArrayList<>();
        for (int port = target.first; port <= target.last; port++) {
            ports.add(port(port, 0, protocol));
        }
        return sorted(ports);
    }

    /** Ranges of one length are matched; a single container port is published at each port of a range. */
    private static List<Port> published(Range target, Range published, String protocol) {
        if (target.length() != published.length() && target.length() != 1) {
            throw new IllegalArgumentException("the two ranges differ in length");
        }
        List<Port> ports = new ArrayList<>();
        for (int i = 0; i < published.length(); i++) {
            int port = target.length() == 1 ? target.first : target.first + i;
            ports.add(port(port, published.first + i, protocol));
        }
        return sorted(ports);
    }

    private static Port port(int target, int published, String protocol) {
        return new Port("ingress", target, published, protocol);
    }

    /** By the container's port as a text: the reference sorts the keys of a map. */
    private static List<Port> sorted(List<Port> ports) {
        ports.sort(Comparator.comparing(port -> port.target() + "/" + port.protocol()));
        return ports;
    }

    private record Range(int first, int last) {
        static Range parse(String text, String what) {
            Matcher match = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}).*)?").matcher(text);
            if (!match.matches()) {
                throw new IllegalArgumentException(what + " is not a number or a range such as 8000-8010");
            }
            int first = Integer.parseInt(match.group(1));
            int last = match.group(2) == null ? first : Integer.parseInt(match.group(2));
            if (last < first || last > 65535) {
                throw new IllegalArgumentException(what + " must be from 0 to 65535, and ranges must rise");
            }
            return new Range(first, last);
        }

        int length() {
            return last - first + 1;
        }
    }
}
