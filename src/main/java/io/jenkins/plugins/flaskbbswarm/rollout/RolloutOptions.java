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
 * @param onAbort what becomes of the stack when the release is aborted
 * @param ordered whether a service waits until those that it depends on run as wanted
 * @param strategies which services are tried first, and how
 */
public record RolloutOptions(
        Duration deadline,
        Duration healthy,
        Duration monitor,
        int failures,
        int parallel,
        OnAbort onAbort,
        boolean ordered,
        StrategySettings strategies) {
    /** 10 minutes, 3 minutes, 2 seconds, 3 and 16; an abort puts the stack back, and services have no order. */
    public static final RolloutOptions DEFAULT =
            new RolloutOptions(Duration.ofMinutes(10), Duration.ofMinutes(3), Duration.ofSeconds(2), 3, 16);

    /** Limits of a rollout without order, which is rolled back when it is aborted. */
    public RolloutOptions(Duration deadline, Duration healthy, Duration monitor, int failures, int parallel) {
        this(deadline, healthy, monitor, failures, parallel, OnAbort.ROLLBACK, false, StrategySettings.ROLLING);
    }

    /** The same with another choice for an abort. */
    public RolloutOptions with(OnAbort choice) {
        return new RolloutOptions(deadline, healthy, monitor, failures, parallel, choice, ordered, strategies);
    }

    /** The same limits, with or without order. */
    public RolloutOptions ordered(boolean value) {
        return new RolloutOptions(deadline, healthy, monitor, failures, parallel, onAbort, value, strategies);
    }

    /** The same limits with other strategies. */
    public RolloutOptions with(StrategySettings other) {
        return new RolloutOptions(deadline, healthy, monitor, failures, parallel, onAbort, ordered, other);
    }

    /** In which order services are changed. */
    public RolloutStrategy strategy() {
        RolloutStrategy order = ordered ? RolloutStrategy.ORDERED : RolloutStrategy.ALL_AT_ONCE;
        return strategies.hasCanaries() ? new CanaryStrategy(strategies, order) : order;
    }
}
