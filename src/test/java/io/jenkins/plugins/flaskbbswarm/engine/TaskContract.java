package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a service: tasks, rolling updates, jobs. */
abstract class TaskContract extends EngineContract {
    TaskContract(Target target) {
        super(target);
    }

    @Test
    void runsTasks() throws InterruptedException {
        String id = createService(running("web", 2));
        eventually(() -> states(id, "running"), List.of("running", "running"));
        JsonNode task = tasks(id).get(0);
        assertThat(task.path("ServiceID").asText()).isEqualTo(id);
        assertThat(task.path("Slot").asInt()).isBetween(1, 2);
        assertThat(task.path("NodeID").asText()).isNotEmpty();
        assertThat(task.at("/Spec/ContainerSpec/Image").asText()).isEqualTo(image());
        assertThat(engine().tasks().inspect(task.path("ID").asText())).isPresent();
        eventually(
                () -> engine().services()
                        .list(Filters.label("run", run()))
                        .get(0)
                        .at("/ServiceStatus/RunningTasks")
                        .asInt(),
                2);
        engine().services().remove(id);
        EngineException gone =
                refused(() -> engine().tasks().list(Filters.none().and("service", id)));
        assertThat(gone.isNotFound()).isTrue();
    }

    @Test
    void replacesTasksInARollingUpdate() throws InterruptedException {
        ObjectNode spec = running("web", 2);
        spec.withObject("/UpdateConfig").put("Order", "start-first").put("Monitor", 50_000_000);
        String id = createService(spec);
        eventually(() -> states(id, "running"), List.of("running", "running"));
        Set<String> before = ids(id, "running");
        JsonNode service = engine().services().inspect(id).orElseThrow();
        ObjectNode changed = spec(service);
        ((ObjectNode) changed.path("TaskTemplate")).put("ForceUpdate", 1);
        engine().services().update(id, version(service), changed, Optional.empty());
        eventually(() -> updateState(id), "completed");
        eventually(() -> ids(id, "running").size(), 2);
        assertThat(ids(id, "running")).doesNotContainAnyElementsOf(before);
    }

    /** Tasks do not show the endpoint that they were made for, and an absent one is another than an empty one. */
    @ParameterizedTest
    @ValueSource(strings = {"dnsrr", "vip"})
    void replacesTasksForAnotherEndpoint(String mode) throws InterruptedException {
        ObjectNode spec = running("web", 1);
        spec.remove("EndpointSpec");
        spec.withObject("/UpdateConfig").put("Order", "start-first").put("Monitor", 50_000_000);
        String id = createService(spec);
        eventually(() -> states(id, "running"), List.of("running"));
        Set<String> before = ids(id, "running");
        JsonNode service = engine().services().inspect(id).orElseThrow();
        ObjectNode changed = spec(service);
        changed.putObject("EndpointSpec").put("Mode", mode);
        engine().services().update(id, version(service), changed, Optional.empty());
        eventually(() -> updateState(id), "completed");
        assertThat(ids(id, "running")).isNotEmpty().doesNotContainAnyElementsOf(before);
    }

    /** The task that the update stopped is of the present spec once more, and is no reason to leave its place empty. */
    @Test
    void fillsThePlaceOfATaskWhoseUpdateWasTakenBack() throws InterruptedException {
        String id = createService(running("web", 1));
        eventually(() -> states(id, "running"), List.of("running"));
        String old = tasks(id).get(0).path("ID").asText();
        JsonNode service = engine().services().inspect(id).orElseThrow();
        ObjectNode changed = spec(service);
        ((ObjectNode) changed.at("/TaskTemplate/ContainerSpec")).put("Hostname", "other");
        engine().services().update(id, version(service), changed, Optional.empty());
        eventually(() -> desired(old), "shutdown");
        long latest = version(engine().services().inspect(id).orElseThrow());
        engine().services().update(id, latest, spec(service), Optional.empty());
        eventually(() -> states(id, "running"), List.of("running"));
        assertThat(desired(old)).isEqualTo("shutdown");
    }

    private String desired(String task) throws InterruptedException {
        return engine().tasks().inspect(task).orElseThrow().path("DesiredState").asText();
    }

    @Test
    void pausesAFailingUpdate() throws InterruptedException {
        ObjectNode spec = running("web", 1);
        spec.withObject("/UpdateConfig").put("Order", "start-first").put("FailureAction", "pause");
        String id = createService(spec);
        eventually(() -> states(id, "running"), List.of("running"));
        JsonNode service = engine().services().inspect(id).orElseThrow();
        ObjectNode changed = spec(service);
        ((ObjectNode) changed.at("/TaskTemplate/ContainerSpec")).put("Image", "no.such.host:1/missing:1");
        engine().services().update(id, version(service), changed, Optional.empty());
        eventually(() -> updateState(id), "paused");
        assertThat(updateMessage(id)).startsWith("update paused due to failure or early termination of task ");
        assertThat(errors(id))
                .anyMatch(error -> error.startsWith(pullError()) && error.contains("no.such.host:1/missing:1"));
    }

    @Test
    void rollsAFailingUpdateBack() throws InterruptedException {
        ObjectNode spec = running("web", 1);
        spec.withObject("/UpdateConfig").put("Order", "start-first").put("FailureAction", "rollback");
        String id = createService(spec);
        eventually(() -> states(id, "running"), List.of("running"));
        JsonNode service = engine().services().inspect(id).orElseThrow();
        ObjectNode changed = spec(service);
        ((ObjectNode) changed.at("/TaskTemplate/ContainerSpec")).put("Image", "no.such.host:1/missing:1");
        engine().services().update(id, version(service), changed, Optional.empty());
        eventually(() -> updateState(id), "rollback_completed");
        JsonNode back = engine().services().inspect(id).orElseThrow();
        assertThat(back.at("/Spec/TaskTemplate/ContainerSpec/Image").asText()).isEqualTo(image());
        eventually(() -> states(id, "running"), List.of("running"));
    }

    @Test
    void saysWhyATaskDoesNotStart() throws InterruptedException {
        ObjectNode nowhere = running("nowhere", 1);
        nowhere.withObject("/TaskTemplate/Placement").putArray("Constraints").add("node.labels.nosuch == 1");
        String id = createService(nowhere);
        eventually(() -> states(id, "pending"), List.of("pending"));
        eventually(
                () -> errors(id).stream()
                        .anyMatch(
                                text -> text.startsWith("no suitable node (scheduling constraints not satisfied on ")),
                true);

        ObjectNode crash = running("crash", 1);
        command(crash, "exit 3");
        String crashing = createService(crash);
        eventually(() -> errors(crashing).contains("task: non-zero exit (3)"), true);
    }

    @Test
    void carriesAJobOut() throws InterruptedException {
        String id = createService(job("job", "echo done"));
        eventually(() -> states(id, "complete"), List.of("complete"));
        JsonNode task = tasks(id).get(0);
        assertThat(task.at("/Status/ContainerStatus/ExitCode").asInt()).isZero();
        assertThat(task.path("DesiredState").asText()).isEqualTo("complete");
        eventually(
                () -> engine().services()
                        .list(Filters.label("run", run()))
                        .get(0)
                        .at("/ServiceStatus/CompletedTasks")
                        .asInt(),
                1);
        assertThat(lines(id, LogOptions.all())).containsExactly("done");
    }

    @Test
    void tellsThatAJobFailed() throws InterruptedException {
        String id = createService(job("job", "echo oops >&2; exit 3"));
        eventually(() -> states(id, "failed"), List.of("failed"));
        JsonNode task = tasks(id).get(0);
        assertThat(task.at("/Status/Err").asText()).isEqualTo("task: non-zero exit (3)");
        assertThat(task.at("/Status/ContainerStatus/ExitCode").asInt()).isEqualTo(3);
        eventually(() -> tasks(id).get(0).path("DesiredState").asText(), "shutdown");
        try (LogStream log = engine().services().logs(id, LogOptions.all())) {
            assertThat(log.rest())
                    .extracting(LogLine::source, LogLine::text)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(LogLine.Source.STDERR, "oops"));
        }
    }

    @Test
    void runsAJobAnewOnAnyUpdate() throws InterruptedException {
        String id = createService(job("job", "true"));
        eventually(() -> states(id, "complete"), List.of("complete"));
        JsonNode service = engine().services().inspect(id).orElseThrow();
        engine().services().update(id, version(service), spec(service), Optional.empty());
        eventually(
                () -> engine().services()
                        .inspect(id)
                        .orElseThrow()
                        .at("/JobStatus/JobIteration/Index")
                        .asLong(),
                1L);
        eventually(
                () -> tasks(id).stream()
                        .anyMatch(task -> task.at("/JobIteration/Index").asLong() == 1
                                && task.at("/Status/State").asText().equals("complete")),
                true);
    }

    @Test
    void stopsAJobWhoseCompletionsAreSetToNone() throws InterruptedException {
        String id = createService(job("job", "sleep 600"));
        eventually(() -> states(id, "running"), List.of("running"));
        endJob(id);
        eventually(() -> states(id, "running"), List.of());
    }
}
