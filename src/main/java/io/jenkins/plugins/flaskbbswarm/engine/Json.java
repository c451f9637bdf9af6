package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Trees to bytes and back. */
final class Json {
    /** Immutable once configured, as Jackson says of it. */
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree in memory is always writable", e);
        }
    }

    /** What a base64 text holds; nothing if it is absent. */
    static byte[] bytes(JsonNode base64) {
        try {
            return Base64.getDecoder().decode(base64.asText(""));
        } catch (IllegalArgumentException e) {
            return new byte[0]; // no engine gives such
        }
    }
}
