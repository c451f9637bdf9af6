package io.jenkins.plugins.flaskbbswarm.compose.read;

import java.util.regex.Pattern;

/** Tells addresses from names, without asking anybody. */
final class Addresses {
    private static final Pattern V4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private Addresses() {}

    /** Whether a text is an IPv4 address, or an IPv6 address with or without brackets. */
    static boolean isAddress(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String bare = bracketed ? text.substring(1, text.length() - 1) : text;
        return V4.matcher(bare).matches()
                || bare.contains(":") && V6.matcher(bare).matches();
    }

    /** Whether an address stands for all addresses of a host. */
    static boolean isEverywhere(String address) {
        return address.isEmpty() || address.matches("0\\.0\\.0\\.0|\\[?[0:]+]?");
    }
}
