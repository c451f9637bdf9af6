package io.jenkins.plugins.flaskbbswarm.plan;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A subnet of IPv4 or IPv6.
 *
 * @param first the lowest address, as a number
 * @param prefix how many leading bits all its addresses have in common
 * @param bits how many an address has
 */
record AddressRange(String text, BigInteger first, int prefix, int bits) {
    private static final Pattern CIDR =
            Pattern.compile("((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/(\\d{1,3})");

    /** Empty for what Go's {@code net.ParseCIDR} does not take; bits behind the prefix do not count. */
    static Optional<AddressRange> parse(String text) {
        Matcher cidr = CIDR.matcher(text);
        if (!cidr.matches() || hasWrongOctet(cidr.group(1))) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.getByName(cidr.group(1)).getAddress();
            int bits = address.length * Byte.SIZE;
            int prefix = Integer.parseInt(cidr.group(2));
            if (prefix > bits) {
                return Optional.empty();
            }
            BigInteger number = new BigInteger(1, address);
            int rest = bits - prefix;
            return Optional.of(new AddressRange(text, number.shiftRight(rest).shiftLeft(rest), prefix, bits));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean hasWrongOctet(String address) {
        for (String part : address.contains(":") ? new String[0] : address.split("\\.")) {
            if (Integer.parseInt(part) > 255 || part.length() > 1 && part.startsWith("0")) {
                return true;
            }
        }
        return false;
    }

    boolean overlaps(AddressRange other) {
        int common = bits - Math.min(prefix, other.prefix);
        return bits == other.bits && first.shiftRight(common).equals(other.first.shiftRight(common));
    }

    /** Whether both are the same addresses. */
    boolean isSame(AddressRange other) {
        return bits == other.bits && prefix == other.prefix && first.equals(other.first);
    }

    @Override
    public String toString() {
        return text;
    }
}
