package io.jenkins.plugins.flaskbbswarm.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Two byte streams to an engine. Closing it from any thread, even before {@link #connect} returned, makes whoever waits
 * on it fail: that is how deadlines and interruption work on every kind of transport.
 */
public interface Connection extends Closeable {
    /** Opens it; called once, before all else. */
    void connect() throws IOException;

    InputStream in() throws IOException;

    OutputStream out() throws IOException;

    /** Whether it cannot take another request: the peer closed it, or sent something that nobody asked for. */
    boolean isStale();

    /** What is known of why the peer went away without a word, if anything. */
    default Optional<String> closeReason() {
        return Optional.empty();
    }

    @Override
    void close();
}
