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
        DeployResult first =
                bench.service("app", "sleep 1000").config("c", "one").release();
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
        bench.service("app", "exit 3").config("c", "one");
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("task: non-zero exit (3)")
                .hasMessageContaining("back at nothing");
        assertThat(bench.objects()).isEmpty();
    }

    @Test
    void aFailedUpdatePutsEverythingBack() throws Exception {
        bench.service("app", "sleep 1000")
                .service("web", "sleep 1000")
                .config("c", "one")
                .release();
        String before = bench.objects().toString();
        bench.service("app", "echo good; sleep 1000")
                .service("web", "echo bad; exit 3")
                .config("c", "two");
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("rel_web")
                .hasMessageContaining("back at release 1");
        assertThat(bench.objects()).hasToString(before);
    }
}
