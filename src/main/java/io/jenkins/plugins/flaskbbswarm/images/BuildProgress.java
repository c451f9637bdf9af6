package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.BuildTrace.Output;
import io.jenkins.plugins.flaskbbswarm.images.BuildTrace.Step;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns a build's messages into events: a line when a step starts, one when it is done, and each line that it prints
 * in between. Remembers what is needed to explain a failure.
 */
final class BuildProgress implements Consumer<JsonNode> {
    /** No build has as many; what an engine tells of others is left out. */
    private static final int MOST_STEPS = 10_000;

    private final String image;
    private final SecretArguments secrets;
    private final EventSink events;
    private final Map<String, StepLog> steps = new LinkedHashMap<>();
    private String imageId = "";

    BuildProgress(String image, SecretArguments secrets, EventSink events) {
        this.image = image;
        this.secrets = secrets;
        this.events = events;
    }

    @Override
    public void accept(JsonNode message) {
        switch (message.path("id").asText()) {
            case "moby.buildkit.trace" -> trace(message.path("aux").asText());
            case "moby.image.id" -> imageId = message.at("/aux/ID").asText();
            default -> {}
        }
    }

    /** The identifier of the image on the engine, once the build succeeded. */
    Optional<String> imageId() {
        return Optional.of(imageId).filter(id -> !id.isEmpty());
    }

    /** The step that failed; steps that were stopped because of it do not count. */
    Optional<StepLog> failed() {
        return steps.values().stream().filter(StepLog::hasFailed).findFirst();
    }

    private void trace(String base64) {
        try {
            BuildTrace trace = BuildTrace.decode(base64);
            trace.steps().forEach(this::step);
            trace.outputs().forEach(this::output);
        } catch (IOException e) {
            // Progress is a courtesy: an engine that words it differently still builds the image.
            events.emit(new Event.Progress(image, "(a progress message that could not be read)"));
        }
    }

    private void step(Step step) {
        if (steps.size() == MOST_STEPS && !steps.containsKey(step.id())) {
            return;
        }
        steps.computeIfAbsent(step.id(), id -> new StepLog(step.name(), secrets))
                .update(step, this::progress, this::line);
    }

    private void output(Output output) {
        StepLog log = steps.get(output.step());
        if (log != null) {
            log.append(output.bytes(), this::line);
        }
    }

    private void progress(String text) {
        events.emit(new Event.Progress(image, text));
    }

    private void line(String source, String line) {
        events.emit(new Event.Output(source, line));
    }
}
