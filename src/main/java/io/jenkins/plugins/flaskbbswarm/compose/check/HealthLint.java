package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.compose.read.Durations;
import io.jenkins.plugins.flaskbbswarm.stack.HealthCheck;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.time.Duration;

/** Health checks that give up before a slow start is over. */
final class HealthLint implements Lint {
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    private static final long DEFAULT_RETRIES = 3;
    private static final Duration SHORT = Duration.ofSeconds(10);

    @Override
    public void check(Service service, Stack stack, Findings findings) {
        service.healthCheck()
                .filter(check -> !check.disable() && !check.test().isEmpty())
                .filter(check -> patience(check).compareTo(SHORT) < 0)
                .ifPresent(check -> findings.add(
                        "healthcheck",
                        "a task that is not healthy within " + Durations.format(patience(check)) + " is killed",
                        "set start_period to the time that a slow start may take"));
    }

    /** The time from start to death of a task that never answers. */
    private static Duration patience(HealthCheck check) {
        Duration interval = check.interval().filter(given -> !given.isZero()).orElse(DEFAULT_INTERVAL);
        long retries = check.retries().filter(given -> given > 0).orElse(DEFAULT_RETRIES);
        return check.startPeriod().orElse(Duration.ZERO).plus(interval.multipliedBy(Math.min(retries, 1000)));
    }
}
