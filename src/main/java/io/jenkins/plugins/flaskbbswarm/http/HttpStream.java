package io.jenkins.plugins.flaskbbswarm.http;

import java.io.Closeable;
import java.io.InputStream;

/** An answer that keeps coming, on a connection of its own. */
public final class HttpStream implements Closeable {
    private final int status;
    private final InputStream body;
    private final Runnable onClose;

    HttpStream(int status, InputStream body, Runnable onClose) {
        this.status = status;
        this.body = body;
        this.onClose = onClose;
    }

    public int status() {
        return status;
    }

    /** Read by one thread at a time; it fails once the stream is closed. */
    public InputStream body() {
        return body;
    }

    /** Ends it, from any thread. */
    @Override
    public void close() {
        onClose.run();
    }
}
