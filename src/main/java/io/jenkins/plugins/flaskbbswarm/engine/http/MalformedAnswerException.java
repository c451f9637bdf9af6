package io.jenkins.plugins.flaskbbswarm.engine.http;

import java.io.IOException;

/** What came is no HTTP answer; probably something else listens there. */
public final class MalformedAnswerException extends IOException {
    MalformedAnswerException(String message) {
        super(message);
    }
}
