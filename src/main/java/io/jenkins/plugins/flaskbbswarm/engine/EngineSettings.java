package io.jenkins.plugins.flaskbbswarm.engine;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long we wait for an engine.
 *
 * @param deadline for one request, from connecting to the last byte of its answer (default 20 s, the engine's own limit);
 *     streams have none
 * @param readDeadline for one try of reading swarm objects (default 5 s): while a swarm elects a leader, old requests
 *     hang although new ones are answered at once, so a short wait and a new request is faster than a long wait
 * @param patience for how long reads are tried anew while the swarm is in trouble (default 2 min)
 * @param notices told one line when we begin to wait for a swarm in trouble, and one when it is well again
 */
public record EngineSettings(Duration deadline, Duration readDeadline, Duration patience, Consumer<String> notices) {
    /** The defaults, silent. */
    public static EngineSettings defaults() {
        return new EngineSettings(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofMinutes(2), line -> {});
    }

    public EngineSettings withDeadline(Duration value) {
        return new EngineSettings(value, readDeadline, patience, notices);
    }

    public EngineSettings withReadDeadline(Duration value) {
        return new EngineSettings(deadline, value, patience, notices);
    }

    public EngineSettings withPatience(Duration value) {
        return new EngineSettings(deadline, readDeadline, value, notices);
    }

    public EngineSettings withNotices(Consumer<String> value) {
        return new EngineSettings(deadline, readDeadline, patience, value);
    }
}
