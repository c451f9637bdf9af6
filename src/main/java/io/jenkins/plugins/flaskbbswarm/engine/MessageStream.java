package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.http.Bounded;
import io.jenkins.plugins.flaskbbswarm.http.BoundedJson;
import io.jenkins.plugins.flaskbbswarm.http.MalformedAnswerException;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** JSON values one after the other, as builds, pushes, pulls and events send them; each of bounded length. */
final class MessageStream {
    private static final int LONGEST = 16 << 20;
    private static final int LONGEST_EVENT = 64 << 10;

    private final Limited body;
    private final int longest;
    private Optional<BoundedJson> values = Optional.empty();

    /** Of a build, push or pull. */
    MessageStream(InputStream body) {
        this(body, LONGEST);
    }

    private MessageStream(InputStream body, int longest) {
        this.body = new Limited(body);
        this.longest = longest;
    }

    /** Of events, many of which wait to be looked at. */
    static MessageStream ofEvents(InputStream body) {
        return new MessageStream(body, LONGEST_EVENT);
    }

    /**
     * Passes on all messages.
     *
     * @return the engine's words if one of the messages says that it failed; the status of the answer does not tell
     */
    Optional<String> forEach(Consumer<JsonNode> messages) throws IOException {
        Optional<String> failure = Optional.empty();
        for (Optional<JsonNode> message = next(); message.isPresent(); message = next()) {
            messages.accept(message.get());
            Optional<String> error = error(message.get());
            failure = failure.or(() -> error);
        }
        return failure;
    }

    private static Optional<String> error(JsonNode message) {
        return Optional.of(message.at("/errorDetail/message")
                        .asText(message.path("error").asText("")))
                .filter(text -> !text.isEmpty());
    }

    /** The next message, waiting for it; empty at the end. */
    Optional<JsonNode> next() throws IOException {
        body.left = Math.min(longest, Bounded.most());
        if (values.isEmpty()) {
            values = Optional.of(BoundedJson.of(body));
        }
        return values.get().next();
    }

    /** Ends with an error when a message is too long. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new MalformedAnswerException("one of its messages is too long");
            }
            int count = super.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
