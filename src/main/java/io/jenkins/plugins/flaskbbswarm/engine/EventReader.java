package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.jenkins.plugins.flaskbbswarm.engine.http.HttpStream;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Events as they come. */
final class EventReader implements EventStream {
    private final Pump<JsonNode> pump;

    EventReader(HttpStream answer, Function<IOException, RuntimeException> wording) {
        this.pump = new Pump<>("engine-events", answer, source(answer), wording);
    }

    private static Pump.Source<JsonNode> source(HttpStream answer) {
        MessageStream messages = new MessageStream(answer.body());
        return new Pump.Source<>() {
            private Optional<MappingIterator<JsonNode>> values = Optional.empty();

            @Override
            public Optional<JsonNode> read() throws IOException {
                // Made here, since making it reads already.
                if (values.isEmpty()) {
                    values = Optional.of(messages.values());
                }
                return values.get().hasNextValue() ? Optional.of(values.get().nextValue()) : Optional.empty();
            }
        };
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
