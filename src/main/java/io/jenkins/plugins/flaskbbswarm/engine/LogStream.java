package io.jenkins.plugins.flaskbbswarm.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The log of a service or task, line by line. May be closed from any thread, which ends it. */
public interface LogStream extends AutoCloseable {
    /**
     * The next line, or empty if none came in time or the log is {@linkplain #hasEnded over}.
     *
     * @throws EngineException if the connection broke
     */
    Optional<LogLine> next(Duration timeout) throws InterruptedException;

    /** Whether all lines were taken and no more will come. */
    boolean hasEnded();

    /** Takes all lines up to the end of the log; not for logs that are followed. */
    List<LogLine> rest() throws InterruptedException;

    @Override
    void close();
}
