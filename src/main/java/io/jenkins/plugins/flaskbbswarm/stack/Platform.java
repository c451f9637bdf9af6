package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.Locale;
import java.util.Map;

/**
 * What an image runs on, or what a node is.
 *
 * @param os such as {@code linux}; empty if any will do
 * @param architecture as images spell it, such as {@code amd64}; empty if any will do
 */
public record Platform(String os, String architecture) {
    /** How kernels, and so nodes, call what images call otherwise. */
    private static final Map<String, String> KERNEL_NAMES = Map.of("x86_64", "amd64", "aarch64", "arm64");

    public Platform {
        os = os.toLowerCase(Locale.ROOT);
        String lower = architecture.toLowerCase(Locale.ROOT);
        architecture = KERNEL_NAMES.getOrDefault(lower, lower);
    }

    /** Whether an image for this runs on a node that is {@code node}. As swarmkit's {@code PlatformFilter}. */
    public boolean runsOn(Platform node) {
        return (os.isEmpty() || os.equals(node.os))
                && (architecture.isEmpty() || architecture.equals(node.architecture));
    }

    @Override
    public String toString() {
        return os + "/" + architecture;
    }
}
