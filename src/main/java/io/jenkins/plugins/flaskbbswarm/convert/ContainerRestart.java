package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.RestartPolicy;

import java.util.Optional;

/** The restart policy of a single container, such as {@code on-failure:3}, in a swarm's terms. */
final class ContainerRestart {
    private ContainerRestart() {}

    static Optional<RestartPolicy> toPolicy(String restart) {
        String[] parts = restart.split(":", 2);
        return switch (parts[0]) {
            case "always", "unless-stopped" -> Optional.of(policy("any", Optional.empty()));
            case "on-failure" -> Optional.of(policy("on-failure", Optional.of(attempts(parts))));
            default -> Optional.empty();
        };
    }

    private static RestartPolicy policy(String condition, Optional<Long> attempts) {
        return new RestartPolicy(condition, Optional.empty(), attempts, Optional.empty());
    }

    private static long attempts(String[] parts) {
        return parts.length < 2 || parts[1].isEmpty() ? 0 : Long.parseLong(parts[1]);
    }
}
