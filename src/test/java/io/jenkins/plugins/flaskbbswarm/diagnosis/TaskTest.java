package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be said of a task from the engine's words. */
class TaskTest {
    @ParameterizedTest(name = "{0}, to be {1}, on node ''{2}''")
    @CsvSource({
        "running,  running,  n1, false",
        "running,  shutdown, n1, false",
        "shutdown, shutdown, n1, true",
        "complete, complete, n1, true",
        "rejected, shutdown, n1, true",
        "pending,  running,  '', false",
        "new,      complete, '', false",
        "new,      shutdown, '', true",
        "pending,  remove,   '', true",
        "assigned, shutdown, n1, false",
    })
    void isOverWhenItWillRunNoMore(String state, String desired, String node, boolean over) throws IOException {
        Task task = new Task(new ObjectMapper().readTree("""
                {"DesiredState": "%s", "NodeID": "%s", "Status": {"State": "%s"}}
                """.formatted(desired, node, state)));
        assertThat(task.isOver()).isEqualTo(over);
    }
}
