package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.Map;
import java.util.Optional;

/**
 * How a service is spread over the swarm.
 *
 * @param mode {@code replicated}, {@code global}, {@code replicated-job}, {@code global-job}, or empty for the first
 * @param labels labels of the service itself
 * @param endpointMode {@code vip}, {@code dnsrr}, or empty for the engine's default
 */
public record Deploy(
        String mode,
        Optional<Long> replicas,
        Map<String, String> labels,
        Optional<UpdatePolicy> update,
        Optional<UpdatePolicy> rollback,
        Optional<Resources> limits,
        Optional<Resources> reservations,
        Optional<RestartPolicy> restartPolicy,
        Placement placement,
        String endpointMode) {
    public Deploy {
        labels = Sorted.copy(labels);
    }
}
