package io.jenkins.plugins.flaskbbswarm.jenkins.page;

import io.jenkins.plugins.flaskbbswarm.report.Journal;
import io.jenkins.plugins.flaskbbswarm.report.ReleaseReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** The journals in the folders of builds. */
class JournalsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-31T09:30:00Z");

    @TempDir
    private Path builds;

    @Test
    void theReleasesOfABuildComeInOrder() throws IOException {
        File build = build("7", "2.jsonl", "10.jsonl", "1.jsonl");

        assertThat(Journals.in(build, true))
                .extracting(report -> report.head().stack())
                .containsExactly("1", "2", "10");
    }

    @Test
    void oneWithoutAnEndRunsAsLongAsItsBuildAndWasInterruptedAfterIt() throws IOException {
        File build = build("7", "1.jsonl", "2.jsonl");

        assertThat(Journals.in(build, true)).extracting(ReleaseReport::outcome).containsExactly("RUNNING", "RUNNING");
        assertThat(Journals.in(build, false))
                .extracting(ReleaseReport::outcome)
                .containsExactly("INTERRUPTED", "INTERRUPTED");
    }

    @Test
    void theBuildsOfAJobComeNewestFirstAndOnlyThoseThatReleased() throws IOException {
        build("9", "1.jsonl");
        build("10", "1.jsonl");
        Files.createDirectories(builds.resolve("11"));
        Files.createDirectories(builds.resolve("lastSuccessfulBuild/flaskbb-swarm"));

        assertThat(Journals.buildsIn(builds.toFile())).extracting(File::getName).containsExactly("10", "9");
        assertThat(Journals.buildsIn(builds.resolve("missing").toFile())).isEmpty();
    }

    @Test
    void aJournalThatCannotBeReadHidesItselfOnly() throws IOException {
        File build = build("7", "1.jsonl");
        Files.writeString(build.toPath().resolve("flaskbb-swarm/2.jsonl"), "\u0000 no journal");

        assertThat(Journals.in(build, true)).hasSize(1);
    }

    /** A build whose journals tell of a stack of the same name each. */
    private File build(String number, String... journals) throws IOException {
        Path folder = Files.createDirectories(builds.resolve(number).resolve("flaskbb-swarm"));
        for (String journal : journals) {
            String stack = journal.replace(".jsonl", "");
            Files.writeString(
                    folder.resolve(journal), Journal.begin(new ReleaseReport.Head(stack, "job#" + number, BEGIN)));
        }
        return builds.resolve(number).toFile();
    }
}
