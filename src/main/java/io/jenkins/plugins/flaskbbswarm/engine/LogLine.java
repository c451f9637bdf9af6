package io.jenkins.plugins.flaskbbswarm.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A line that a container printed, without its line end.
 *
 * @param time if {@link LogOptions#withTimestamps() asked for}
 * @param details if {@link LogOptions#withDetails() asked for}; see {@link #task()}
 */
public record LogLine(Source source, Optional<Instant> time, Map<String, String> details, String text) {
    /** Where it was printed to; a container with a terminal has standard output only. */
    public enum Source {
        STDOUT,
        STDERR
    }

    /** The task that printed it, if details were asked for. */
    public Optional<String> task() {
        return Optional.ofNullable(details.get("com.docker.swarm.task.id"));
    }

    /** The node that it was printed on, if details were asked for. */
    public Optional<String> node() {
        return Optional.ofNullable(details.get("com.docker.swarm.node.id"));
    }
}
