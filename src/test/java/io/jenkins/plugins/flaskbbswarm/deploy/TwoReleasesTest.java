package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two releases of one stack at once, on a real engine: one after the other, whoever is first. */
@RequiresLab
class TwoReleasesTest {
    private ReleaseBench one;
    private ReleaseBench other;

    @BeforeEach
    void connect() throws Exception {
        one = bench("one");
        other = bench("other");
        one.footprint().erase();
    }

    @AfterEach
    void tidy() throws Exception {
        one.removeStack();
        other.engine().close();
    }

    private static ReleaseBench bench(String name) throws Exception {
        return ReleaseBench.onTheLabsEngine("two")
                .service("app", "echo " + name + "; sleep 1000")
                .service(name, "sleep 1000")
                .config("c", name)
                .migration("echo for " + name);
    }

    private static FutureTask<DeployResult> begin(ReleaseBench bench) {
        FutureTask<DeployResult> release = new FutureTask<>(bench::release);
        new Thread(release, "release").start();
        return release;
    }

    @Test
    void theSecondWaitsForTheFirst() throws Exception {
        FutureTask<DeployResult> first = begin(one.lockPatience(Duration.ofMinutes(1)));
        FutureTask<DeployResult> second = begin(other.lockPatience(Duration.ofMinutes(1)));

        int firstNumber = first.get().release();
        int secondNumber = second.get().release();
        ReleaseBench last = firstNumber > secondNumber ? one : other;
        assertThat(firstNumber + secondNumber).isEqualTo(3);
        assertThat(last.footprint().leftovers(last.stack(), last.keep())).isEmpty();
        assertThat(last.release().changed()).isFalse();
    }

    @Test
    void theSecondIsToldWhoIsAtWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        one.migration("sleep 5").when(new Event.PhaseStarted("Migrate")::equals, begun::countDown);
        FutureTask<DeployResult> first = begin(one);
        begun.await();

        assertThatThrownBy(other.lockPatience(Duration.ofSeconds(1))::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageMatching(
                        "The stack two is locked by a test since .* and was not released within 1 s; wait for"
                                + " that release to end, or if it is dead, take the lock away:"
                                + " flaskbb-swarm lock release two. Nothing was changed.");
        assertThat(first.get().release()).isEqualTo(1);
        assertThat(one.footprint().leftovers(one.stack(), one.keep())).isEmpty();
    }
}
