package io.jenkins.plugins.flaskbbswarm.http;

import java.time.Duration;
import java.util.Optional;

/** A moment after which a request is given up; there may be none. */
record Deadline(Optional<Duration> length, long nanos) {
    static Deadline in(Duration length) {
        return new Deadline(Optional.of(length), System.nanoTime() + length.toNanos());
    }

    static Deadline never() {
        return new Deadline(Optional.empty(), 0);
    }

    boolean isOver() {
        return nanosLeft() <= 0;
    }

    /** Time up to it; endless if there is none. */
    long nanosLeft() {
        return length.isPresent() ? nanos - System.nanoTime() : Long.MAX_VALUE;
    }
}
