package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;

/** The maker of a streamed body failed, not the connection; {@link #getCause} says how. */
public final class BodyException extends IOException {
    BodyException(IOException cause) {
        super(cause);
    }

    @Override
    public synchronized IOException getCause() {
        return (IOException) super.getCause();
    }
}
