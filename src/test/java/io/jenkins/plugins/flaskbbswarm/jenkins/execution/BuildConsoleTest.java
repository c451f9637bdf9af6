package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.report.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** What the agent tells, and what becomes of it. */
class BuildConsoleTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final BuildConsole console = new BuildConsole(stream(log));

    @Test
    void printsEventsWithoutSecrets() {
        console.mask().add("hunter2");

        tell(new Event.PhaseStarted("Migrate"), new Event.Output("job", "connecting as hunter2"));

        assertThat(text(log)).isEqualTo("==> Migrate\n    job | connecting as ****\n");
    }

    @Test
    void theStatusIsThePhaseAndWhatHappenedLastInIt() {
        assertThat(console.status()).isEqualTo("begins");

        tell(new Event.PhaseStarted(Phase.MIGRATE), new Event.Output("job", "a line of a program"));
        assertThat(console.status()).isEqualTo("Migrate");

        tell(new Event.PhaseStarted(Phase.ROLL_OUT), new Event.ServiceChanged("bb_web", 1, 3, false));
        assertThat(console.status()).isEqualTo("Roll out: bb_web: 1 of 3 ready");

        tell(new Event.Note("bb_web", "\u001b[8m" + "x".repeat(1000)));
        assertThat(console.status()).startsWith("Roll out: bb_web: \\x1b[8mxxx").hasSize(201);

        console.interrupt();
        assertThat(console.status()).startsWith("is being stopped; Roll out");
    }

    @Test
    void noControlCharacterReachesTheConsole() {
        tell(new Event.Output("job", "\u001b[8mha:AAAA\u001b[0m\rdone\ttab\n[Pipeline] forged"));
        console.print("refused: \u001b]0;owned\u0007");

        assertThat(text(log))
                .isEqualTo("    job | \\x1b[8mha:AAAA\\x1b[0m\\x0ddone\ttab [Pipeline] forged\n"
                        + "refused: \\x1b]0;owned\\x07\n");
    }

    @Test
    void aSecretThatIsTooShortIsToldOnce() {
        console.mask().add("abc");
        console.mask().add("xy");

        tell(new Event.Output("job", "abc xy"));

        assertThat(text(log))
                .isEqualTo("    warning: secrets: one of fewer than 4 characters is not masked in what is printed;"
                        + " choose a longer one\n    job | abc xy\n");
    }

    @Test
    void whatLooksLikeASecretIsNeitherPrintedNorKept(@TempDir Path build) throws IOException {
        console.keepIn(BuildJournal.begin(build, "tiny", "job#1"));

        tell(new Event.Output("job", "connecting to postgres://u:canary@db/x"));

        assertThat(text(log)).isEqualTo("    job | connecting to postgres://u:***@db/x\n");
        assertThat(Files.readString(build.resolve("flaskbb-swarm/1.jsonl"))).doesNotContain("canary");
    }

    @Test
    void theJournalHasNoSecretsEither(@TempDir Path build) throws IOException {
        console.mask().add("hunter2");
        console.keepIn(BuildJournal.begin(build, "tiny", "job#1"));

        tell(new Event.Output("job", "connecting as hunter2"));
        console.journal().orElseThrow().end(Map.of("changed", true, "release", 3));

        List<String> lines = Files.readAllLines(build.resolve("flaskbb-swarm/1.jsonl"));
        assertThat(lines).hasSize(3).noneMatch(line -> line.contains("hunter2"));
        assertThat(Journal.read(lines.stream()).end().orElseThrow().release()).isEqualTo(3);
    }

    @Test
    void anInterruptThatComesBeforeTheWorkEndsIt() {
        AtomicInteger interrupts = new AtomicInteger();

        console.interrupt();
        console.started(why -> interrupts.incrementAndGet());

        assertThat(interrupts).hasValue(1);
    }

    @Test
    void aSecondInterruptDoesNotEndTheWayBack() {
        AtomicInteger interrupts = new AtomicInteger();
        console.started(why -> interrupts.incrementAndGet());

        console.interrupt();
        console.interrupt();

        assertThat(interrupts).hasValue(1);
    }

    @Test
    void aPlaceWhereNothingWasPrintedSaysSo() {
        ByteArrayOutputStream stage = new ByteArrayOutputStream();
        console.printTo(stream(stage));

        console.printIfNothingPrinted("nothing to do");
        console.printIfNothingPrinted("nothing to do");

        assertThat(text(stage)).isEqualTo("nothing to do\n");
    }

    private void tell(Event... events) {
        console.report(new ArrayList<>(List.of(events)));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
