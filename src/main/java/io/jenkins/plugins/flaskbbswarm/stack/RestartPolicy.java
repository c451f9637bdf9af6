package io.jenkins.plugins.flaskbbswarm.stack;

import java.time.Duration;
import java.util.Optional;

/**
 * When a task that ended is started again.
 *
 * @param condition {@code none}, {@code on-failure}, {@code any}, or empty for the engine's default
 * @param window time in which attempts are counted
 */
public record RestartPolicy(
        String condition, Optional<Duration> delay, Optional<Long> maxAttempts, Optional<Duration> window) {}
