package io.jenkins.plugins.flaskbbswarm.stack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to tell that a container is well.
 *
 * @param test {@code CMD} or {@code CMD-SHELL} and words; empty keeps the image's
 * @param startPeriod time in which failures do not count
 * @param startInterval time between checks within the start period
 * @param retries failures in a row that make it unhealthy
 * @param disable whether the image's check is switched off
 */
public record HealthCheck(
        List<String> test,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Duration> startPeriod,
        Optional<Duration> startInterval,
        Optional<Long> retries,
        boolean disable) {
    public HealthCheck {
        test = List.copyOf(test);
    }
}
