package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.http.HttpStream;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Events as they come. */
final class EventReader implements EventStream {
    private final StreamReader<JsonNode> pump;

    EventReader(HttpStream answer, Function<IOException, RuntimeException> wording) {
        this.pump = new StreamReader<>("engine-events", answer, MessageStream.ofEvents(answer.body())::next, wording);
    }

    @Override
    public Optional<JsonNode> next(Duration timeout) throws InterruptedException {
        Optional<JsonNode> event = pump.next(timeout);
        if (event.isEmpty() && pump.hasEnded()) {
            throw new EngineException.Broken(
                    "the engine's events ended: it stopped, or they were closed; open them anew to go on", false, null);
        }
        return event;
    }

    @Override
    public void close() {
        pump.close();
    }
}
