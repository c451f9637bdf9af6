package io.jenkins.plugins.flaskbbswarm.engine;

import java.time.Instant;

/** Moments as the engine's query parameters take them. */
final class UnixTime {
    private UnixTime() {}

    /** Seconds since 1970 with nanoseconds after the point. */
    static String unix(Instant moment) {
        return "%d.%09d".formatted(moment.getEpochSecond(), moment.getNano());
    }
}
