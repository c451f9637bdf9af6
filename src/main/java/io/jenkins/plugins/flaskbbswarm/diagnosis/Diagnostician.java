package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.LogLine;
import io.jenkins.plugins.flaskbbswarm.engine.LogOptions;
import io.jenkins.plugins.flaskbbswarm.engine.LogStream;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what the swarm knows about a failure. Never fails itself: what cannot be had is left out. */
public final class Diagnostician {
    private static final int LINES = 20;

    private final Engine engine;
    private final RegistryLogins auth;

    /** @param auth with which to ask registries for images that nodes could not pull */
    public Diagnostician(Engine engine, RegistryLogins auth) {
        this.engine = engine;
        this.auth = auth;
    }

    private interface Question<T> {
        T ask() throws InterruptedException;
    }

    public Diagnosis diagnose(ServiceFailure trouble) throws InterruptedException {
        Optional<Task> found = trouble.task().isPresent() ? task(trouble) : Optional.empty();
        if (found.isEmpty()) {
            return Diagnosis.of(trouble);
        }
        Task task = found.get();
        Optional<JsonNode> container = container(task);
        List<String> health = container.map(Diagnostician::health).orElse(List.of());
        List<String> log = log(task);
        return new Diagnosis(
                trouble.service(),
                trouble.reason(),
                cause(task, container, !log.isEmpty()).map(cause -> withHealth(cause, task, health)),
                Optional.of(task.id()),
                hostname(task),
                task.error(),
                task.exitCode(),
                health,
                log);
    }

    /** The engine keeps few tasks of the past: of one that has gone already, its last follower that failed tells as much. */
    private Optional<Task> task(ServiceFailure trouble) throws InterruptedException {
        Optional<Task> itself = optional(
                () -> engine.tasks().inspect(trouble.task().orElseThrow()).map(Task::new));
        return itself.isPresent()
                ? itself
                : optional(
                        () -> Task.newest(engine.tasks().list(Filters.none().and("service", trouble.service())).stream()
                                .map(Task::new)
                                .filter(Task::hasFailed)));
    }

    /**
     * The probable cause of a task's end, or of its waiting, as half a sentence.
     *
     * @param printed whether there are lines that it printed, to be shown
     */
    public Optional<String> cause(Task task, boolean printed) throws InterruptedException {
        return cause(task, container(task), printed);
    }

    private Optional<String> cause(Task task, Optional<JsonNode> container, boolean printed)
            throws InterruptedException {
        LogDriver driver = LogDriver.of(task, container);
        Optional<String> hint = FailureCause.isPlainEnd(task.error().orElse(""))
                ? Optional.of(driver.aboutLastLines(printed))
                : driver.whyUnreadable().filter(why -> task.exitCode().isPresent());
        return cause(task, container)
                .map(cause -> cause + hint.map(text -> "; " + text).orElse(""));
    }

    private Optional<String> cause(Task task, Optional<JsonNode> container) throws InterruptedException {
        String error = task.error().orElse("");
        if (DiskFullDiagnosis.isOne(error)) {
            return FailureCause.of(error, container);
        }
        if (ImagePullDiagnosis.isOne(error, container.isPresent())) {
            return Optional.of(new ImagePullDiagnosis(engine, auth)
                    .explain(task, hostname(task).orElse("")));
        }
        if (task.isNew()) {
            return optional(() -> new NetworkExhaustionDiagnosis(engine).explain(task));
        }
        if (task.isPreparing()) {
            return optional(() -> new ImagePullDiagnosis(engine, auth)
                    .explainDelay(task, hostname(task).orElse("")));
        }
        if (error.startsWith("no suitable node")) {
            return optional(() -> unplaced(task));
        }
        if (task.isComplete()) {
            return Optional.of("its program ends by itself, though without an error; a service's command must stay in"
                    + " the foreground");
        }
        return FailureCause.of(error, container);
    }

    private Optional<String> unplaced(Task task) throws InterruptedException {
        Optional<JsonNode> service = engine.services().inspect(task.serviceId());
        return service.isEmpty()
                ? Optional.empty()
                : Optional.of("no node can take it (" + new PlacementDiagnosis(engine, service.get()).explain() + ")");
    }

    private static String withHealth(String cause, Task task, List<String> health) {
        boolean unhealthy = task.error().orElse("").contains("unhealthy container");
        return unhealthy && !health.isEmpty() ? cause + ", which last said: " + health.get(health.size() - 1) : cause;
    }

    private Optional<JsonNode> container(Task task) throws InterruptedException {
        return task.container().isEmpty()
                ? Optional.empty()
                : optional(() -> engine.containers().inspect(task.container().get()));
    }

    private static List<String> health(JsonNode container) {
        List<String> outputs = new ArrayList<>();
        container
                .at("/State/Health/Log")
                .forEach(check -> outputs.add(check.path("Output").asText().strip()));
        return outputs.stream().filter(text -> !text.isEmpty()).distinct().toList();
    }

    private Optional<String> hostname(Task task) throws InterruptedException {
        return task.nodeId().isEmpty()
                ? Optional.empty()
                : optional(() -> engine.nodes().inspect(task.nodeId()))
                        .map(node -> node.at("/Description/Hostname").asText());
    }

    private List<String> log(Task task) throws InterruptedException {
        try (LogStream lines = engine.tasks().logs(task.id(), LogOptions.tail(LINES))) {
            return lines.rest().stream().map(LogLine::text).toList();
        } catch (EngineException e) {
            return List.of();
        }
    }

    private static <T> Optional<T> optional(Question<Optional<T>> question) throws InterruptedException {
        try {
            return question.ask();
        } catch (EngineException e) {
            return Optional.empty();
        }
    }
}
