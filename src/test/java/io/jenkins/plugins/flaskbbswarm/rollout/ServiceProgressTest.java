package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.ServiceFailure;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** When a task that exited with 0 is done, and when it is gone. */
class ServiceProgressTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The engine makes the next task in the same moment in which it wants the failed one to be shut down. */
    @ParameterizedTest(name = "restart {0}, health check {1}, {2}, next {3}")
    @CsvSource({
        "any,        CMD,  running,  ,      1, true,  false",
        "on-failure, CMD,  running,  ,      1, true,  false",
        "on-failure, NONE, complete, ,      1, true,  false",
        "none,       NONE, complete, ,      1, true,  false",
        "on-failure, CMD,  complete, ,      0, false, true",
        "none,       CMD,  complete, ,      0, false, true",
        "any,        CMD,  complete, ready, 0, false, false",
        "any,        CMD,  complete, ,      0, false, true",
        "on-failure, CMD,  failed,   ready, 0, false, false",
        "on-failure, CMD,  failed,   ,      0, false, true",
        "none,       NONE, orphaned, ,      0, false, true",
    })
    void aTaskThatIsOver(
            String restart, String check, String state, String next, int ready, boolean converged, boolean trouble)
            throws IOException {
        List<Task> tasks = next == null ? List.of(task(state)) : List.of(task(state), task(next));
        ServiceProgress progress =
                ServiceProgress.of(service(restart, check), tasks, List.of(node()), task -> true, task -> true, 3);

        assertThat(progress.ready()).isEqualTo(ready);
        assertThat(progress.converged()).isEqualTo(converged);
        assertThat(progress.trouble().isPresent()).isEqualTo(trouble);
    }

    @ParameterizedTest(name = "update {0}")
    @CsvSource({
        "updating, '2 tasks failed, the last one: task: non-zero exit (2)'",
        "paused, the engine stopped the update: paused"
    })
    void ofTasksThatFailedTheNewestIsToBlame(String update, String reason) throws IOException {
        JsonNode service = service("any", "NONE");
        ((ObjectNode) service).putObject("UpdateStatus").put("State", update);
        List<Task> tasks =
                List.of(failed("new", "2026-01-01T00:00:10.5Z", 2), failed("old", "2026-01-01T00:00:10.25Z", 1));

        ServiceProgress progress = ServiceProgress.of(service, tasks, List.of(node()), task -> true, task -> true, 2);

        assertThat(progress.trouble()).contains(new ServiceFailure("s_app", Optional.of("new"), reason));
    }

    /** A commit is taken back: the tasks of the version before it are still listed, as they were ended. */
    @ParameterizedTest(name = "the task of the version in between is {0}")
    @CsvSource({"running", "shutdown", "failed"})
    void ofAnEarlierRunOfTheSameSpecNoTaskFailedForGood(String between) throws IOException {
        Task first = task("first", "2026-01-01T00:00:00Z", "shutdown");
        Task second = task("second", "2026-01-02T00:00:00Z", between);

        ServiceProgress progress = ServiceProgress.of(
                service("on-failure", "CMD"),
                List.of(second, first),
                List.of(node()),
                task -> task.id().equals("first"),
                task -> false,
                3);

        assertThat(progress.trouble()).isEmpty();
        assertThat(progress.converged()).isFalse();
    }

    private static Task task(String id, String created, String state) throws IOException {
        ObjectNode json = (ObjectNode) task(state).json();
        return new Task(json.put("ID", id).put("CreatedAt", created));
    }

    private static Task failed(String id, String created, int code) throws IOException {
        return new Task(JSON.readTree("""
                {"ID": "%s", "CreatedAt": "%s", "DesiredState": "shutdown",
                    "Status": {"State": "failed", "Err": "task: non-zero exit (%d)"}}
                """.formatted(id, created, code)));
    }

    private static JsonNode service(String restart, String check) throws IOException {
        return JSON.readTree("""
                {"Spec": {"Name": "s_app", "Mode": {"Replicated": {"Replicas": 1}}, "TaskTemplate": {
                    "RestartPolicy": {"Condition": "%s", "MaxAttempts": 3},
                    "ContainerSpec": {"Healthcheck": {"Test": ["%s", "true"]}}}}}
                """.formatted(restart, check));
    }

    private static Task task(String state) throws IOException {
        String desired = Set.of("running", "ready").contains(state) ? state : "shutdown";
        return new Task(JSON.readTree(
                "{\"ID\": \"t\", \"CreatedAt\": \"2026-01-01T00:00:00Z\", \"DesiredState\": \"%s\", \"Status\": {\"State\": \"%s\"}}"
                        .formatted(desired, state)));
    }

    private static Node node() throws IOException {
        return new Node(
                JSON.readTree("{\"Spec\": {\"Availability\": \"active\"}, \"Status\": {\"State\": \"ready\"}}"));
    }
}
