package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a handler answers. */
sealed interface Answer {
    /** All at once. */
    record Whole(int status, String type, byte[] body) implements Answer {}

    /** Bit by bit. */
    record Streamed(Writer writer) implements Answer {}

    /** Writes an answer that takes its time. */
    interface Writer {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    static Answer json(int status, JsonNode body) {
        return new Whole(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Answer ok(JsonNode body) {
        return json(200, body);
    }

    static Answer text(String body) {
        return new Whole(200, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer empty(int status) {
        return new Whole(status, "text/plain", new byte[0]);
    }

    /** As JSON values, one a line. */
    static Answer messages(JsonNode... messages) {
        return new Streamed(out -> {
            for (JsonNode message : messages) {
                out.write((message + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        });
    }
}
