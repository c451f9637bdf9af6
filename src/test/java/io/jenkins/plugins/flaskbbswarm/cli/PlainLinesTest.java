package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

import static org.assertj.core.api.Assertions.assertThat;

/** A rollout in a log: a line of a service where it changed, and of a task only what it failed of. */
class PlainLinesTest {
    private final StringWriter out = new StringWriter();
    private final PlainLines lines = new PlainLines(new PrintWriter(out));

    @Test
    void nineTasksOfAServiceAreNotFiftyLines() {
        lines.emit(new Event.PhaseStarted("Roll out"));
        for (int ready = 0; ready <= 9; ready += 3) {
            for (int task = ready; task < ready + 3 && task < 9; task++) {
                for (String state : new String[] {"new", "assigned", "preparing", "starting", "running"}) {
                    lines.emit(new Event.TaskChanged("s_web", "s_web." + task, "n", state, ""));
                }
            }
            lines.emit(new Event.ServiceChanged("s_web", ready, 9, ready == 9));
        }
        lines.emit(new Event.TaskChanged("s_web", "s_web.1", "n", "failed", "task: non-zero exit (1)"));

        assertThat(out).hasToString("""
                ==> Roll out
                    s_web: 0 of 9 ready
                    s_web: 3 of 9 ready
                    s_web: 6 of 9 ready
                    s_web: 9 of 9 ready, converged
                    s_web.1 is failed on n: task: non-zero exit (1)
                """);
    }
}
