package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Releases of small stacks on a real engine, each read as a transcript. */
@RequiresLab
class StackReleaseTest {
    private ReleaseBench bench;

    @BeforeEach
    void connect() throws InterruptedException {
        bench = ReleaseBench.onTheLabsEngine("rel");
    }

    @AfterEach
    void tidy() throws InterruptedException {
        bench.removeStack();
    }

    @Test
    void aFirstReleaseThenNothingToDo() throws Exception {
        DeployResult first = bench.network("net")
                .service("app", "sleep 1000", bench::onNetwork)
                .config("c", "one")
                .release();
        assertThat(first.release()).isEqualTo(1);
        assertThat(bench.runningTasks()).containsOnlyKeys("rel_app");
        String tasks = bench.runningTasks().toString();

        bench.forgetEvents();
        DeployResult second = bench.release();
        assertThat(second.changed()).isFalse();
        assertThat(bench.runningTasks()).hasToString(tasks);
    }

    @Test
    void aFailedFirstReleaseLeavesNothing() throws Exception {
        bench.monitor(ReleaseBench.LONG_ENOUGH)
                .network("net")
                .service("app", "exit 3", bench::onNetwork)
                .config("c", "one");
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("task: non-zero exit (3)")
                .hasMessageContaining("There was no stack before; what was made of it is removed.");
        assertThat(bench.objects()).isEmpty();
    }

    @Test
    void aFailedUpdatePutsEverythingBack() throws Exception {
        bench.service("app", "sleep 1000")
                .service("web", "sleep 1000")
                .config("c", "one")
                .release();
        String before = bench.objects().toString();
        bench.monitor(ReleaseBench.LONG_ENOUGH)
                .service("app", "echo good; sleep 1000")
                .service("web", "echo bad; exit 3")
                .config("c", "two");
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("rel_web")
                .hasMessageContaining("back at release 1");
        assertThat(bench.objects()).hasToString(before);
    }

    @Test
    void aMigrationRunsOnceBeforeAnythingChanges() throws Exception {
        bench.service("app", "sleep 1000").migration("echo one; echo two").release();
        assertThat(bench.output("rel_migration-1")).containsExactly("one", "two");

        bench.forgetEvents();
        bench.service("web", "sleep 1000").release();
        assertThat(bench.output("rel_migration-2")).isEmpty();
        assertThat(bench.notes()).contains("migration: the same as in the last release: not run again");
    }

    @Test
    void aMigrationThatFailsLeavesTheStackAlone() throws Exception {
        bench.service("app", "sleep 1000").migration("echo fine").release();
        String tasks = bench.runningTasks().toString();
        String objects = bench.objects().toString();

        bench.config("c", "new").migration("seq 1000; echo no such column; exit 7");
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("The job rel_migration-2 failed: task: non-zero exit (7) (exit code 7)")
                .hasMessageContaining("back at release 1");
        assertThat(bench.output("rel_migration-2")).hasSize(1001).endsWith("1000", "no such column");
        assertThat(bench.runningTasks()).hasToString(tasks);
        assertThat(bench.objects()).hasToString(objects);
    }

    @Test
    void aChangedConfigReachesOnlyItsUsersAndTheOldVersionGoes() throws Exception {
        bench.keep(1).service("app", "sleep 1000").config("c", "one").release();
        bench.service("web", "sleep 1000", TinyStack::alone).release();
        String web = bench.runningTasks().get("rel_web").toString();
        String app = bench.runningTasks().get("rel_app").toString();

        bench.config("c", "two").release();
        assertThat(bench.runningTasks().get("rel_web")).hasToString(web);
        assertThat(bench.runningTasks().get("rel_app").toString()).isNotEqualTo(app);
        assertThat(bench.objects())
                .filteredOn(name -> name.startsWith("config rel_c-"))
                .hasSize(1);
    }

    @Test
    void aServiceThatLeftTheStackGoes() throws Exception {
        bench.service("app", "sleep 1000").service("old", "sleep 1000").release();
        bench.without("old").release();
        assertThat(bench.runningTasks()).containsOnlyKeys("rel_app");
    }

    @Test
    void anInterruptedReleasePutsTheStackBack() throws Exception {
        bench.service("app", "sleep 1000").release();
        String objects = bench.objects().toString();
        bench.service("app", "echo slow; sleep 1000", ReleaseBench::neverHealthy);
        Thread current = Thread.currentThread();
        bench.when(event -> event.toString().contains("rel_app, text=updated"), current::interrupt);
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("it was interrupted. The stack is back at release 1");
        assertThat(bench.objects()).hasToString(objects);
    }

    @Test
    void theLockOfALivingReleaseIsRespected() throws Exception {
        bench.service("app", "sleep 1000");
        try (AutoCloseable held = bench.lockedBySomebody()) {
            assertThatThrownBy(bench::release)
                    .isInstanceOf(ReleaseFailedException.class)
                    .hasMessageContaining("The stack rel is locked by somebody")
                    .hasMessageContaining("Nothing was changed");
        }
        bench.release();
    }

    @Test
    void theLockOfADeadReleaseBreaksAndItsJobEnds() throws Exception {
        bench.service("app", "sleep 1000").release();
        bench.leaveBehindTheLockAndJobOfADeadProcess();
        bench.service("app", "echo again; sleep 1000").release();
        assertThat(bench.notes()).anyMatch(note -> note.contains("is stale and was taken over"));
        assertThat(bench.runningTasks()).containsOnlyKeys("rel_app");
        assertThat(bench.objects()).noneMatch(name -> name.contains("lock") || name.contains("migration"));
    }
}
