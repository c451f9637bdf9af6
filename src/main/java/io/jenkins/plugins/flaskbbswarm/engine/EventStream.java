package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Optional;

/** What happens on an engine while it happens. May be closed from any thread. */
public interface EventStream extends AutoCloseable {
    /**
     * The next event, or empty if none came in time.
     *
     * @throws EngineException if the stream is over: the engine stopped, or it was closed. Open a new one, {@code since}
     *     the last event, to go on without a gap
     */
    Optional<JsonNode> next(Duration timeout) throws InterruptedException;

    @Override
    void close();
}
