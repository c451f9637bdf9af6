package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.time.Duration;

/**
 * How fast the fake lives.
 *
 * @param step how long a task stays in each state on its way up or down
 * @param speed by how much the times that specs and scripts name (delays, monitors, sleeps) are divided
 */
public record Pace(Duration step, int speed) {
    /** A task runs after some 15 ms; the five seconds of a monitor take 50 ms. */
    public static Pace fast() {
        return new Pace(Duration.ofMillis(2), 100);
    }

    long scaled(long nanos) {
        return nanos / speed;
    }
}
