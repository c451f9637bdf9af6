package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends requests for the endpoint classes. */
final class Caller {
    static Caller connect(EngineAddress address, EngineSettings settings) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    String version() {
        throw new UnsupportedOperationException();
    }

    JsonNode json(Request request) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    List<JsonNode> list(Request request) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    Optional<JsonNode> find(Request request) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    void send(Request request) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    void remove(Request request) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    void stream(Request request, Consumer<JsonNode> messages) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    LogStream logs(Request request, LogOptions options, boolean terminal) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    EventStream events(Request request) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    void close() {
        throw new UnsupportedOperationException();
    }
}
