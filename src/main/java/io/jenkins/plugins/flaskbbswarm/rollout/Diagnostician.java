package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.LogLine;
import io.jenkins.plugins.flaskbbswarm.engine.LogOptions;
import io.jenkins.plugins.flaskbbswarm.engine.LogStream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what the swarm knows about a failure. Never fails itself: what cannot be had is left out. */
final class Diagnostician {
    private static final int LINES = 20;

    private final Engine engine;

    Diagnostician(Engine engine) {
        this.engine = engine;
    }

    Diagnosis diagnose(Trouble trouble) throws InterruptedException {
        Optional<Task> task = trouble.task().isPresent() ? find(trouble.task().get()) : Optional.empty();
        Optional<String> node = task.isPresent() ? hostname(task.get().nodeId()) : Optional.empty();
        return new Diagnosis(
                trouble.service(),
                trouble.reason(),
                task.map(Task::id),
                node,
                task.flatMap(Task::error),
                task.flatMap(Task::exitCode),
                task.isPresent() ? health(task.get()) : List.of(),
                task.isPresent() ? log(task.get()) : List.of());
    }

    private Optional<Task> find(String id) throws InterruptedException {
        try {
            return engine.tasks().inspect(id).map(Task::new);
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private Optional<String> hostname(String nodeId) throws InterruptedException {
        try {
            return engine.nodes().inspect(nodeId).map(node -> node.at("/Description/Hostname")
                    .asText());
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private List<String> health(Task task) throws InterruptedException {
        if (task.container().isEmpty()) {
            return List.of();
        }
        try {
            List<String> outputs = new ArrayList<>();
            Optional<JsonNode> container =
                    engine.containers().inspect(task.container().get());
            container.ifPresent(json -> json.at("/State/Health/Log")
                    .forEach(check -> outputs.add(check.path("Output").asText().strip())));
            return outputs.stream().filter(text -> !text.isEmpty()).distinct().toList();
        } catch (EngineException e) {
            return List.of();
        }
    }

    private List<String> log(Task task) throws InterruptedException {
        try (LogStream lines = engine.tasks().logs(task.id(), LogOptions.tail(LINES))) {
            return lines.rest().stream().map(LogLine::text).toList();
        } catch (EngineException e) {
            return List.of();
        }
    }
}
