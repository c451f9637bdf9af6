package io.jenkins.plugins.flaskbbswarm.stack;

import java.time.Duration;
import java.util.Optional;

/**
 * How tasks are replaced, in an update or a rollback.
 *
 * @param parallelism tasks at a time, 0 for all; 1 if empty
 * @param delay time between two groups
 * @param failureAction {@code pause}, {@code continue}, {@code rollback}, or empty for the engine's default
 * @param monitor time in which a new task's failure counts
 * @param maxFailureRatio failed tasks to bear, from 0 to 1
 * @param order {@code start-first}, {@code stop-first}, or empty for the engine's default
 */
public record UpdatePolicy(
        Optional<Long> parallelism,
        Duration delay,
        String failureAction,
        Duration monitor,
        double maxFailureRatio,
        String order) {}
