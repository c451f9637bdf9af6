package io.jenkins.plugins.flaskbbswarm.fakeengine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a task.
 *
 * @param after how long it runs before it ends, unscaled; it goes on for ever if empty
 * @param exitCode with which it ends
 * @param healthy whether its health check passes; if not it stays {@code starting} and fails then
 * @param pullable whether its image can be had
 * @param output what it prints when it starts
 */
record Outcome(Optional<Duration> after, int exitCode, boolean healthy, boolean pullable, List<Line> output) {
    /**
     * A printed line.
     *
     * @param times how often the text stands in it, one behind the other
     */
    record Line(boolean error, String text, int times) {
        Line(boolean error, String text) {
            this(error, text, 1);
        }
    }

    static Outcome runs() {
        return new Outcome(Optional.empty(), 0, true, true, List.of());
    }

    static Outcome exits(int code, Duration after) {
        return new Outcome(Optional.of(after), code, true, true, List.of());
    }

    static Outcome unhealthy(Duration after) {
        return new Outcome(Optional.of(after), 137, false, true, List.of());
    }

    static Outcome missing() {
        return new Outcome(Optional.empty(), 0, true, false, List.of());
    }

    Outcome printing(List<Line> lines) {
        return new Outcome(after, exitCode, healthy, pullable, List.copyOf(lines));
    }
}
