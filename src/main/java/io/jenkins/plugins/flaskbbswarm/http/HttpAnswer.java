package io.jenkins.plugins.flaskbbswarm.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** An answer, read to its end. */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
