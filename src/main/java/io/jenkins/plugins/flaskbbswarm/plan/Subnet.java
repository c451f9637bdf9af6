package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Addresses of IPv4 that belong together.
 *
 * @param text as somebody wrote it, in CIDR notation
 * @param first the lowest address, as a number
 * @param size how many there are
 */
public record Subnet(String text, long first, long size) {
    private static final Pattern CIDR = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
    private static final int BITS = 32;
    private static final int BITS_OF_A_PART = 8;
    private static final int PARTS = 4;
    private static final int NOBODYS = 3;

    /** Empty for what is no IPv4. */
    public static Optional<Subnet> parse(String text) {
        Matcher cidr = CIDR.matcher(text);
        if (!cidr.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int part = 1; part <= PARTS; part++) {
            address = (address << BITS_OF_A_PART) + Integer.parseInt(cidr.group(part));
        }
        long size = 1L << Math.max(0, BITS - Integer.parseInt(cidr.group(PARTS + 1)));
        return Optional.of(new Subnet(text, address / size * size, size));
    }

    /** Those that a network's body, or the engine, names. */
    public static List<Subnet> of(JsonNode network) {
        List<Subnet> subnets = new ArrayList<>();
        network.at("/IPAM/Config")
                .forEach(pool -> parse(pool.path("Subnet").asText()).ifPresent(subnets::add));
        return subnets;
    }

    /**
     * How many addresses tasks, services and nodes can have of a network with these subnets: the first address, the last
     * and the gateway's are nobody's.
     */
    public static long room(List<Subnet> subnets) {
        return subnets.stream()
                .mapToLong(subnet -> Math.max(0, subnet.size - NOBODYS))
                .sum();
    }

    /** In one line. */
    public static String texts(List<Subnet> subnets) {
        return subnets.stream().map(Subnet::text).collect(Collectors.joining(", "));
    }

    /** Whether some address belongs to both. */
    public boolean overlaps(Subnet other) {
        return first < other.first + other.size && other.first < first + size;
    }

    @Override
    public String toString() {
        return text;
    }
}
