package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads an answer while it comes in. */
@FunctionalInterface
public interface AnswerReader<T> {
    /** Called once, in the thread of the request; what it does not read is discarded with the connection. */
    T read(int status, InputStream body) throws IOException;
}
