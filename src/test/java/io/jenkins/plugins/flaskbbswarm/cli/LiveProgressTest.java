package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands on a terminal after some events. */
class LiveProgressTest {
    private final StringWriter written = new StringWriter();

    @Test
    void eachServiceHasOneLineThatIsDrawnAnew() {
        assertThat(screen(
                        60,
                        20,
                        new Event.PhaseStarted("Roll out"),
                        ready("bb_app", 0, 3),
                        task("bb_app", "starting", null),
                        ready("bb_worker", 0, 1),
                        ready("bb_app", 1, 3),
                        task("bb_worker", "failed", "no such file"),
                        new Event.Note("service bb_web", "created"),
                        ready("bb_app", 3, 3)))
                .containsExactly(
                        "==> Roll out",
                        "    service bb_web: created",
                        "    ✔ bb_app     3/3 ready",
                        "    ✘ bb_worker  0/1 ready  failed on n1: no such file");
    }

    @Test
    void aPhaseThatIsOverLeavesItsServicesAbove() {
        assertThat(screen(
                        60,
                        20,
                        ready("bb_app", 1, 1),
                        new Event.PhaseFinished("Roll out", "1 service converged", Duration.ofMillis(1234)),
                        new Event.PhaseStarted("Probe")))
                .containsExactly("    Roll out: 1 service converged (1.2 s)", "    ✔ bb_app  1/1 ready", "==> Probe");
    }

    @Test
    void whatIsTooWideIsCut() {
        assertThat(screen(30, 20, ready("bb_a-service-with-a-very-long-name", 0, 1), task("bb_a", "running", null)))
                .allMatch(line -> line.length() <= 30)
                .first()
                .isEqualTo("    … bb_a-service-w…  0/1 re…");
    }

    @Test
    void whatHappenedIsNotCut() {
        String text = "the reason is long ".repeat(9).strip();

        assertThat(screen(30, 20, new Event.Note("bb_app", text))).containsExactly("    bb_app: " + text);
    }

    @Test
    void ofMoreServicesThanFitThoseThatAreNotReadyAreShown() {
        assertThat(screen(
                        60,
                        3,
                        ready("a", 1, 1),
                        ready("b", 0, 1),
                        ready("c", 1, 1),
                        ready("d", 0, 1),
                        ready("e", 1, 1)))
                .containsExactly("    … b  0/1 ready", "    … d  0/1 ready", "    … and 3 more, 3 of them converged");
    }

    @Test
    void noControlCharacterOfATaskReachesTheTerminal() {
        screen(60, 20, task("a", "failed", "evil \u001b[2J\u0007\nline"));

        assertThat(written.toString()).doesNotContain("[2J\u0007", "evil \u001b");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "TERM=xterm,             true,  true",
        "TERM=xterm,             false, false",
        "TERM=dumb,              true,  false",
        "HOME=/,                 true,  false",
        "TERM=xterm CI=true,     true,  false",
        "TERM=xterm NO_COLOR=1,  true,  true",
    })
    void onlyOnATerminalThatCan(String variables, boolean isTerminal, boolean live) {
        Map<String, String> environment = Arrays.stream(variables.split(" "))
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

        assertThat(Terminal.sink(new PrintWriter(written), environment, isTerminal) instanceof LiveProgress)
                .isEqualTo(live);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void coloursAsWanted(boolean wanted, boolean found) {
        new LiveProgress(new PrintWriter(written), new LiveProgress.Screen(60, 20, wanted)).emit(ready("a", 1, 1));

        assertThat(written.toString().contains("\u001b[32m")).isEqualTo(found);
    }

    private List<String> screen(int width, int height, Event... events) {
        LiveProgress live = new LiveProgress(new PrintWriter(written), new LiveProgress.Screen(width, height, true));
        List.of(events).forEach(live::emit);
        return FakeTerminal.after(width, written.toString());
    }

    private static Event ready(String service, int ready, int wanted) {
        return new Event.ServiceChanged(service, ready, wanted, ready == wanted);
    }

    private static Event task(String service, String state, String error) {
        return new Event.TaskChanged(service, service + ".1", "n1", state, error == null ? "" : error);
    }
}
