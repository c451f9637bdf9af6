package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** When a task that exited with 0 is done, and when it is gone. */
class ServiceProgressTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "restart {0}, health check {1}, {2}")
    @CsvSource({
        "any,        CMD,  running,  1, true,  false",
        "on-failure, CMD,  running,  1, true,  false",
        "on-failure, NONE, complete, 1, true,  false",
        "none,       NONE, complete, 1, true,  false",
        "on-failure, CMD,  complete, 0, false, true",
        "none,       CMD,  complete, 0, false, true",
        "any,        CMD,  complete, 0, false, false",
        "on-failure, CMD,  failed,   0, false, false",
    })
    void aTaskThatIsOver(String restart, String check, String state, int ready, boolean converged, boolean trouble)
            throws IOException {
        ServiceProgress progress = ServiceProgress.of(
                service(restart, check), List.of(task(state)), List.of(node()), task -> true, task -> true, 3);

        assertThat(progress.ready()).isEqualTo(ready);
        assertThat(progress.converged()).isEqualTo(converged);
        assertThat(progress.trouble().isPresent()).isEqualTo(trouble);
    }

    private static JsonNode service(String restart, String check) throws IOException {
        return JSON.readTree("""
                {"Spec": {"Name": "s_app", "Mode": {"Replicated": {"Replicas": 1}}, "TaskTemplate": {
                    "RestartPolicy": {"Condition": "%s", "MaxAttempts": 3},
                    "ContainerSpec": {"Healthcheck": {"Test": ["%s", "true"]}}}}}
                """.formatted(restart, check));
    }

    private static Task task(String state) throws IOException {
        String desired = state.equals("running") ? "running" : "shutdown";
        return new Task(JSON.readTree("{\"ID\": \"t\", \"DesiredState\": \"%s\", \"Status\": {\"State\": \"%s\"}}"
                .formatted(desired, state)));
    }

    private static Node node() throws IOException {
        return new Node(
                JSON.readTree("{\"Spec\": {\"Availability\": \"active\"}, \"Status\": {\"State\": \"ready\"}}"));
    }
}
