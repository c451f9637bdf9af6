package io.jenkins.plugins.flaskbbswarm.rollout;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * One step of a canary.
 *
 * @param tasks how many tasks it has; empty if a share is given
 * @param share which share of all tasks are the canary's, in percent: as many as fit into it, and at least one
 * @param hold how long it is watched, from when these tasks have converged
 */
public record CanaryStep(OptionalInt tasks, int share, Duration hold) {
    /** So many tasks. */
    public static CanaryStep tasks(int number, Duration hold) {
        return new CanaryStep(OptionalInt.of(number), 0, hold);
    }

    /** So many percent of all tasks, the old ones included. */
    public static CanaryStep share(int percent, Duration hold) {
        return new CanaryStep(OptionalInt.empty(), percent, hold);
    }

    /** @param stable how many tasks the service has, which stay */
    int beside(int stable) {
        return tasks.orElseGet(() -> Math.max(1, stable * share / (100 - share)));
    }

    /** What share of all tasks so many are, in percent. */
    static int percent(int canary, int stable) {
        return Math.round(100f * canary / (canary + stable));
    }
}
