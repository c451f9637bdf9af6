package io.jenkins.plugins.flaskbbswarm.http;

import java.io.IOException;
import java.io.OutputStream;

/** What is sent along with a request. */
public sealed interface Body {
    /** Nothing. */
    record None() implements Body {}

    /** A few bytes that are at hand. */
    record Bytes(byte[] bytes) implements Body {}

    /** Bytes without end in sight, sent in chunks as they are made. */
    record Streamed(Writer writer) implements Body {}

    /** Makes a streamed body. */
    @FunctionalInterface
    interface Writer {
        /** Writes all of it, once. */
        void writeTo(OutputStream out) throws IOException;
    }
}
