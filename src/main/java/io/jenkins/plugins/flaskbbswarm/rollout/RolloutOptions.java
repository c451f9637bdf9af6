package io.jenkins.plugins.flaskbbswarm.rollout;

import java.time.Duration;

/**
 * Limits of a rollout.
 *
 * @param deadline for all services together
 * @param healthy for one task from when it is first seen until it runs, healthy
 * @param monitor how long a converged stack must stay so before it counts
 * @param failures how many failed tasks of one service are too many
 * @param parallel how many requests are sent at a time
 */
public record RolloutOptions(Duration deadline, Duration healthy, Duration monitor, int failures, int parallel) {
    /** 10 minutes, 3 minutes, half a second, 3 and 8. */
    public static final RolloutOptions DEFAULT =
            new RolloutOptions(Duration.ofMinutes(10), Duration.ofMinutes(3), Duration.ofMillis(500), 3, 8);
}
