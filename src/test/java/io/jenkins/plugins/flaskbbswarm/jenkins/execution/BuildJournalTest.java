package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.report.Journal;
import io.jenkins.plugins.flaskbbswarm.report.ReleaseReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The journals of the releases of one build. */
@Timeout(60)
class BuildJournalTest {
    @TempDir
    private Path build;

    /** As the branches of a {@code parallel} begin them, all in the same moment. */
    @ParameterizedTest
    @ValueSource(ints = {2, 40})
    void releasesOfOneBuildHaveAJournalEachHoweverManyBeginAtOnce(int count) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        ExecutorService branches = Executors.newFixedThreadPool(count);
        List<Future<BuildJournal>> begun = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int release = i;
            begun.add(branches.submit(() -> {
                start.await();
                BuildJournal journal = BuildJournal.begin(build, "stack-" + release, "job#1");
                journal.event(Instant.now(), new Event.Output("job", "of stack-" + release));
                journal.end(Map.of("changed", true, "release", release));
                return journal;
            }));
        }
        Map<String, ReleaseReport> reports = new TreeMap<>();
        for (Future<BuildJournal> journal : begun) {
            ReleaseReport report = read(journal.get().name());
            reports.put(report.head().stack(), report);
        }
        branches.shutdown();

        assertThat(reports).hasSize(count);
        reports.forEach((stack, report) -> {
            assertThat(report.events())
                    .extracting(timed -> ((Event.Output) timed.event()).line())
                    .as(stack)
                    .containsExactly("of " + stack);
            assertThat("stack-" + report.end().orElseThrow().release()).isEqualTo(stack);
        });
    }

    @Test
    void isOpenUntilItsEnd() throws IOException {
        BuildJournal journal = BuildJournal.begin(build, "tiny", "job#1");
        assertThat(isOpen(journal)).isTrue();

        journal.end(Map.of("changed", true));

        assertThat(isOpen(journal)).isFalse();
    }

    @Test
    void anEndIsKeptWhateverHappensLater() throws IOException {
        BuildJournal journal = BuildJournal.begin(build, "tiny", "job#1");
        journal.end(true, "aborted by somebody", true);

        journal.failed("the agent was lost");
        journal.interrupted();

        assertThat(read("1.jsonl").outcome()).isEqualTo("ABORTED");
    }

    @Test
    void oneThatNobodyGoesOnWithFailed() throws IOException {
        BuildJournal journal = BuildJournal.begin(build, "tiny", "job#1");

        journal.failed("the agent was lost");

        assertThat(read("1.jsonl").end().orElseThrow())
                .extracting(ReleaseReport.End::outcome, ReleaseReport.End::message, ReleaseReport.End::restored)
                .containsExactly(ReleaseReport.Outcome.FAILED, "the agent was lost", false);
        assertThat(isOpen(journal)).isFalse();
    }

    @Test
    void anAttemptThatIsBegunAgainEndsTheJournalOfTheEarlierOne() throws IOException {
        BuildJournal.begin(build, "tiny", "job#1");

        BuildJournal.named(build, "1.jsonl").interrupted();
        BuildJournal.begin(build, "tiny", "job#1");

        assertThat(read("1.jsonl").outcome()).isEqualTo("INTERRUPTED");
        assertThat(read("2.jsonl").outcome()).isEqualTo("RUNNING");
    }

    private boolean isOpen(BuildJournal journal) {
        return OpenJournals.has(file(journal.name()));
    }

    private ReleaseReport read(String name) throws IOException {
        try (Stream<String> lines = Files.lines(file(name))) {
            return Journal.read(lines);
        }
    }

    private Path file(String name) {
        return build.resolve("flaskbb-swarm").resolve(name);
    }
}
