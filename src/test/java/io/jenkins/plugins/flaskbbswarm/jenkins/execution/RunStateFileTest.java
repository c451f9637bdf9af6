package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.deploy.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a step knows after a restart. */
class RunStateFileTest {
    private static final RunState.Stop STOP = new RunState.Stop("ABORTED", new ArrayList<>(List.of("by alice")));

    @TempDir
    private Path build;

    @Test
    void allOfItIsOnTheDiskWhenAnUpdateReturns() {
        RunStateFile state = RunStateFile.of(build, "a");
        state.update(now -> now.inPhase("Roll out").keptIn("1.jsonl").at(new RunState.Place("agent", "/work")));
        state.update(now -> now.with(new ReleaseProgress(
                "hold", 3, true, now.progress().plan(), "the job", "exit code 3", StopReason.NONE)));
        state.update(now -> now.stopped(STOP, StopReason.abort("")));
        state.update(RunState::afterTheBlock);

        RunState read = RunStateFile.of(build, "a").get();

        assertThat(read).isEqualTo(state.get());
        assertThat(read.isBlockOver()).isTrue();
        assertThat(read.progress().failure()).isEqualTo("exit code 3");
        assertThat(read.stop()).isEqualTo(STOP);
    }

    @Test
    void eachStepOfABuildHasItsOwn() {
        RunStateFile.of(build, "a").update(now -> now.inPhase("Plan"));

        assertThat(RunStateFile.of(build, "b").get()).isEqualTo(RunState.NEW);
    }

    @Test
    void onlyTheFirstStopCounts() {
        RunStateFile state = RunStateFile.of(build, "a");
        state.update(now -> now.stopped(STOP, StopReason.abort("")));

        state.update(now -> now.stopped(new RunState.Stop("", new ArrayList<>()), StopReason.error("later")));

        assertThat(state.get().stop()).isEqualTo(STOP);
        assertThat(state.get().progress().stop()).isEqualTo(StopReason.abort(""));
    }

    /** What the agent tells may have been on its way when the script was stopped. */
    @Test
    void whatAnAgentTellsDoesNotUndoAStop() {
        RunStateFile state = RunStateFile.of(build, "a");
        state.update(now -> now.stopped(STOP, StopReason.error("smoke")));

        state.update(now -> now.with(ReleaseProgress.NONE));

        assertThat(state.get().isStopped()).isTrue();
        assertThat(state.get().progress().mustEnd()).isTrue();
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() throws IOException {
        RunStateFile state = RunStateFile.of(build, "a");
        state.update(now -> now);
        assertThat(file()).doesNotExist();
        state.update(now -> now.inPhase("Plan"));
        Files.setLastModifiedTime(file(), FileTime.fromMillis(1));

        state.update(now -> now.inPhase("Plan"));

        assertThat(Files.getLastModifiedTime(file())).isEqualTo(FileTime.fromMillis(1));
    }

    /** Killed while it wrote: what is there is the state before, and the half file beside it is written over. */
    @Test
    void aHalfWrittenFileIsNotRead() throws IOException {
        RunStateFile.of(build, "a").update(now -> now.inPhase("Plan"));
        Files.writeString(file().resolveSibling("a.json.next"), "{\"phase\":\"Ro");

        RunStateFile again = RunStateFile.of(build, "a");
        assertThat(again.get().phase()).isEqualTo("Plan");
        again.update(now -> now.inPhase("Roll out"));

        assertThat(RunStateFile.of(build, "a").get().phase()).isEqualTo("Roll out");
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
    }

    /** A release that may be half way is not begun anew by guess. */
    @Test
    void oneThatCannotBeReadIsNotTakenForNew() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "no json");

        assertThatThrownBy(() -> RunStateFile.of(build, "a")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aFieldOfALaterVersionIsLeftOut() throws IOException {
        RunStateFile.of(build, "a").update(now -> now.inPhase("Plan"));
        Files.writeString(file(), Files.readString(file()).replaceFirst("\\{", "{\"later\": {\"x\": [1]}, "));

        assertThat(RunStateFile.of(build, "a").get().phase()).isEqualTo("Plan");
    }

    @Test
    void workOfNoBuildLeavesNoFile() {
        RunStateFile state = RunStateFile.inMemory();

        state.update(now -> now.inPhase("Plan"));

        assertThat(state.get().phase()).isEqualTo("Plan");
        assertThat(build).isEmptyDirectory();
    }

    private Path file() {
        return build.resolve("flaskbb-swarm-steps/a.json");
    }
}
