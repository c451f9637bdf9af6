package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.List;

/**
 * Which nodes may run a service's tasks.
 *
 * @param constraints expressions such as {@code node.role == worker}
 * @param spread labels to spread over, the first one first
 * @param maxReplicasPerNode 0 for any number
 */
public record Placement(List<String> constraints, List<String> spread, long maxReplicasPerNode) {
    public Placement {
        constraints = List.copyOf(constraints);
        spread = List.copyOf(spread);
    }
}
