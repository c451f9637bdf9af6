package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.time.Duration;

/** The time for a request is over. */
public final class DeadlineException extends IOException {
    DeadlineException(Duration deadline, Throwable cause) {
        super("no answer within " + deadline.toMillis() + " ms", cause);
    }
}
