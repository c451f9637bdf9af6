package io.jenkins.plugins.flaskbbswarm.rollout;

import java.time.Duration;

/**
 * Limits of a rollout.
 *
 * @param deadline for all services together, or for each wave of them
 * @param healthy for one task from when it is first seen until it runs, healthy
 * @param monitor how long new tasks without a health check must go on running before they count
 * @param failures how many failed tasks of one service are too many
 * @param parallel how many requests are sent at a time
 * @param ordered whether a service waits until those that it depends on run as wanted
 */
public record RolloutOptions(
        Duration deadline, Duration healthy, Duration monitor, int failures, int parallel, boolean ordered) {
    public RolloutOptions(Duration deadline, Duration healthy, Duration monitor, int failures, int parallel) {
        this(deadline, healthy, monitor, failures, parallel, false);
    }

    /** The same limits, with or without order. */
    public RolloutOptions ordered(boolean value) {
        return new RolloutOptions(deadline, healthy, monitor, failures, parallel, value);
    }

    /** 10 minutes, 3 minutes, 2 seconds, 3 and 8. */
    public static final RolloutOptions DEFAULT =
            new RolloutOptions(Duration.ofMinutes(10), Duration.ofMinutes(3), Duration.ofSeconds(2), 3, 8);
}
