package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;

/** No connection came about, so that nothing was sent. */
public final class NotConnectedException extends IOException {
    NotConnectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
