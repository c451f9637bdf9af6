package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.stack.Dependency.Condition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** How far a service of two tasks must be before others follow. */
class MilestoneTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            restart | states             | converged | reached
            any     | starting,preparing | false     | ''
            any     | starting,starting  | false     | STARTED
            any     | running,starting   | false     | STARTED
            any     | running,running    | true      | CONVERGED,STARTED,HEALTHY
            any     | complete,running   | false     | ''
            none    | running,running    | true      | CONVERGED,STARTED,HEALTHY
            none    | complete,running   | true      | CONVERGED,STARTED,HEALTHY
            none    | complete,complete  | true      | CONVERGED,STARTED,HEALTHY,COMPLETED
            none    | complete,failed    | false     | ''
            """)
    void isReached(String restart, String states, boolean converged, String reached) throws Exception {
        ObjectNode service = JSON.createObjectNode();
        service.withObject("/Spec/TaskTemplate/RestartPolicy").put("Condition", restart);
        List<Task> tasks = new ArrayList<>();
        for (String state : states.split(",")) {
            boolean isOver = state.equals("complete") || state.equals("failed");
            JsonNode task = JSON.readTree("{\"DesiredState\":\"" + (isOver ? "shutdown" : "running")
                    + "\",\"Status\":{\"State\":\"" + state + "\"}}");
            tasks.add(new Task(task));
        }
        ServiceProgress seen = new ServiceProgress("bb_db", 0, 2, converged, Optional.empty());
        Milestone.Tasks counted = Milestone.Tasks.of(service, tasks, task -> true);
        List<String> all = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            if (new Milestone(Set.of(condition)).isReached(seen, counted)) {
                all.add(condition.name());
            }
        }
        assertThat(String.join(",", all)).isEqualTo(reached);
    }
}
