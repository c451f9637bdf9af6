package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;

/** The answer is not HTTP, or not what was asked for; probably something else listens there. */
public final class MalformedAnswerException extends IOException {
    public MalformedAnswerException(String message) {
        super(message);
    }
}
