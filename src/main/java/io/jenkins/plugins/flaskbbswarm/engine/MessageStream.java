package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** JSON values one after the other, as builds, pushes, pulls and events send them. */
final class MessageStream {
    private final InputStream body;

    MessageStream(InputStream body) {
        this.body = body;
    }

    /**
     * Passes on all messages.
     *
     * @return the engine's words if one of the messages says that it failed; the status of the answer does not tell
     */
    Optional<String> forEach(Consumer<JsonNode> messages) throws IOException {
        try (MappingIterator<JsonNode> all = values()) {
            Optional<String> failure = Optional.empty();
            while (all.hasNextValue()) {
                JsonNode message = all.nextValue();
                messages.accept(message);
                failure = failure.or(() -> error(message));
            }
            return failure;
        }
    }

    private static Optional<String> error(JsonNode message) {
        return Optional.of(message.at("/errorDetail/message")
                        .asText(message.path("error").asText("")))
                .filter(text -> !text.isEmpty());
    }

    MappingIterator<JsonNode> values() throws IOException {
        return Json.MAPPER.readerFor(JsonNode.class).readValues(body);
    }
}
