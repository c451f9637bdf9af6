package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import io.jenkins.plugins.flaskbbswarm.rollout.Probe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A release fails around its migration: afterwards the schema is the one that the running code needs. */
class MigrationTableTest {
    private MigrationBench stack;

    @AfterEach
    void close() {
        stack.close();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            undo    | fails before anything       | 1 | ; the schema is back at a.
            undo    | fails in the middle         | 1 | ; the schema is back at a.
            undo    | tasks do not run            | 1 | ; the schema is back at a.
            undo    | probe fails                 | 1 | ; the schema is back at a.
            undo    | abort in Migrate            | 0 | .
            undo    | abort in Roll out           | 1 | ; the schema is back at a.
            undo    | abort in Probe              | 1 | ; the schema is back at a.
            restore | fails in the middle         | 0 | , what was written after it is lost (1 rows).
            restore | tasks do not run            | 0 | , what was written after it is lost (1 rows).
            restore | probe fails                 | 0 | , what was written after it is lost (1 rows).
            restore | abort in Roll out           | 0 | , what was written after it is lost (1 rows).
            """)
    void theSchemaIsThatOfTheCode(String way, String failure, int rowsThatStay, String ending) throws Exception {
        stack = new MigrationBench(way.equals("undo") ? MigrationBench.UNDO : MigrationBench.RESTORE);
        String before = stack.bench.objects().toString();
        spoil(failure);

        ReleaseFailedException failed = catchThrowableOfType(ReleaseFailedException.class, stack.bench::release);

        assertThat(failed)
                .hasMessageContaining("The stack is back at release 1")
                .hasMessageEndingWith(ending);
        assertThat(failed.stack()).isEqualTo(ReleaseFailedException.Stack.WHOLE);
        assertThat(stack.database.schema()).isEqualTo("a");
        assertThat(stack.code()).isEqualTo("serve a");
        assertThat(stack.database.rows()).as("written by users meanwhile").hasSize(rowsThatStay);
        assertThat(stack.database.misfits())
                .as("code that was started on another schema")
                .isEmpty();
        assertThat(stack.bench.objects()).hasToString(before);
        assertThat(stack.remembered()).isEmpty();
    }

    private void spoil(String failure) {
        String migration = failure.equals("fails before anything")
                ? "migrate b before"
                : failure.equals("fails in the middle") ? "migrate b middle" : "migrate b";
        stack.version("b", migration, failure.equals("tasks do not run") ? "serve b crash" : "serve b");
        boolean isAbort = failure.startsWith("abort in ");
        if (isAbort || failure.equals("probe fails")) {
            stack.bench.probe(Optional.of(probe()));
        }
        if (isAbort) {
            String moment = failure.substring("abort in ".length());
            stack.bench.when(new Event.PhaseStarted(moment)::equals, Thread.currentThread()::interrupt);
        }
        stack.bench.tell(this::writeWhileItMigrates);
    }

    private void writeWhileItMigrates(Event event) {
        boolean isMigrating =
                event instanceof Event.Output output && output.source().startsWith("bb_migration-");
        if (isMigrating && stack.database.rows().isEmpty()) {
            stack.database.insert("a post");
        }
    }

    private static Probe probe() {
        return new Probe(
                URI.create("http://127.0.0.1:1/"),
                Optional.empty(),
                200,
                Optional.empty(),
                Duration.ofMillis(200),
                Optional.empty());
    }

    @Test
    void aCompatibleMigrationStays() throws Exception {
        stack = new MigrationBench(MigrationBench.COMPATIBLE);
        stack.version("b", "migrate b", "serve b crash");
        assertThatThrownBy(stack.bench::release)
                .hasMessageEndingWith("The stack is back at release 1. The migration stays, since it is compatible: the"
                        + " old code runs on its schema.");
        assertThat(stack.database.schema()).isEqualTo("b");
        assertThat(stack.replicas()).isEqualTo(3);
        assertThat(stack.remembered()).isEmpty();
    }

    @Test
    void withoutAWayBackTheMessageSaysSo() throws Exception {
        stack = new MigrationBench(DeployConfig.WayBack.NONE);
        stack.version("b", "migrate b", "serve b crash");
        assertThatThrownBy(stack.bench::release)
                .hasMessageEndingWith("The migration is not undone, since deploy.yml has no undo or restore for it: the"
                        + " old code runs on what it left of the schema.");
        assertThat(stack.database.schema()).isEqualTo("b");
    }

    /** No task stops where there is nothing to undo. */
    @Test
    void aMigrationThatChangesNothingIsNotUndone() throws Exception {
        stack = new MigrationBench(MigrationBench.UNDO);
        stack.version("a", "migrate a again", "serve a crash");
        stack.version("a", "migrate a", "serve a crash");
        assertThatThrownBy(stack.bench::release).hasMessageEndingWith("The stack is back at release 1.");
        assertThat(stack.bench.notes())
                .noneMatch(note -> note.contains("stopped while the schema goes back"))
                .anyMatch(note -> note.equals("migration: the schema stays a"));
    }

    @Test
    void theNewTasksHaveStoppedBeforeTheUndoAndTheOldOnesStartAfterIt() throws Exception {
        stack = new MigrationBench(MigrationBench.UNDO);
        stack.version("b").probe(Optional.of(probe()));
        stack.bench.forgetEvents();
        assertThatThrownBy(stack.bench::release).isInstanceOf(ReleaseFailedException.class);
        assertThat(stack.bench.notes())
                .containsSubsequence(
                        "service bb_app: updated",
                        "service bb_app: stopped while the schema goes back",
                        "service bb_app: updated");
        assertThat(stack.replicas()).isEqualTo(3);
        assertThat(stack.database.misfits()).isEmpty();
    }

    @Test
    void anUndoThatFailsLeavesTheServicesStoppedAndSaysWhatToDo() throws Exception {
        stack = new MigrationBench(MigrationBench.UNDO);
        stack.version("b").probe(Optional.of(probe()));
        stack.database.undoFails(true);

        ReleaseFailedException failed = catchThrowableOfType(ReleaseFailedException.class, stack.bench::release);

        assertThat(failed.stack()).isEqualTo(ReleaseFailedException.Stack.BROKEN);
        assertThat(failed)
                .hasMessageContaining("The rollback to release 1 did not succeed either: The job bb_undo-2 failed")
                .hasMessageContaining("By hand: run 'undo' in the image busybox:1 and MIGRATION_STATE=a");
        assertThat(stack.replicas()).as("no code fits the schema").isZero();
        assertThat(stack.remembered()).isPresent();

        stack.database.undoFails(false);
        stack.bench.probe(Optional.empty());
        assertThat(stack.version("a").release().release()).isEqualTo(1);
        assertThat(stack.database.schema()).isEqualTo("a");
        assertThat(stack.replicas()).isEqualTo(3);
        assertThat(stack.remembered()).isEmpty();
        assertThat(stack.database.misfits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a, 1", "b, 2", "c, 2"})
    void whatAnAbortLeftIsTakenBackBeforeAnotherVersion(String next, int release) throws Exception {
        stack = new MigrationBench(MigrationBench.UNDO);
        Thread releasing = Thread.currentThread();
        stack.version("b")
                .onAbort(OnAbort.LEAVE)
                .probe(Optional.of(probe()))
                .when(new Event.PhaseStarted("Probe")::equals, releasing::interrupt);
        assertThat(catchThrowableOfType(ReleaseFailedException.class, stack.bench::release)
                        .stack())
                .isEqualTo(ReleaseFailedException.Stack.LEFT);
        assertThat(stack.database.schema()).isEqualTo("b");

        stack.bench.probe(Optional.empty());
        assertThat(stack.version(next).release().release()).isEqualTo(release);
        assertThat(stack.database.schema()).isEqualTo(next);
        assertThat(stack.code()).isEqualTo("serve " + next);
        assertThat(stack.remembered()).isEmpty();
        assertThat(stack.bench.lock()).isEmpty();
        assertThat(stack.database.misfits()).isEmpty();
    }
}
