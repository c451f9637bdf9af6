package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.release.StackLock;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A release whose lock is taken away stops, and rolls nothing back over the work of the one that has it now. */
class LostLockTest {
    private static final Namespace STACK = new Namespace("lost");

    private static ReleaseBench bench(String address, String image, String text) throws Exception {
        return ReleaseBench.on(address, image, STACK.name())
                .service("app", "echo " + text + "; sleep 1000")
                .config("c", text);
    }

    private static void isTakenOver(ReleaseBench one, ReleaseBench other, String phase) throws Exception {
        one.release();
        one.service("app", "echo of one; sleep 1000").config("c", "of one").service("bad", "exit 3");
        one.when(new Event.PhaseStarted(phase)::equals, () -> {
            try {
                new StackLock(one.engine(), STACK, EventSink.silent()).release();
                other.release();
            } catch (ReleaseFailedException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        ReleaseFailedException failed = catchThrowableOfType(ReleaseFailedException.class, one::release);

        assertThat(failed.stack()).isEqualTo(ReleaseFailedException.Stack.TAKEN);
        assertThat(failed)
                .hasMessageContaining(
                        "The release of lost stopped: another client released the lock of lost. Nothing was"
                                + " rolled back, since another run may be at work");
        assertThat(new SwarmReader(one.engine()).read(STACK).releases().currentNumber())
                .isEqualTo(2);
        assertThat(other.footprint().leftovers(other.stack(), other.keep())).isEmpty();
        assertThat(other.release().changed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Networks, secrets and configs", "Roll out", "Rollback"})
    void stopsARelease(String phase) throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                ReleaseBench one = bench(swarm.address(), "busybox:1", "one");
                ReleaseBench other = bench(swarm.address(), "busybox:1", "other")) {
            isTakenOver(one, other, phase);
        }
    }

    @Test
    @RequiresLab
    void stopsAReleaseOnARealEngine() throws Exception {
        try (ReleaseBench one = bench(Lab.engine(), Lab.variable("LAB_BUSYBOX"), "one");
                ReleaseBench other = bench(Lab.engine(), Lab.variable("LAB_BUSYBOX"), "other")) {
            one.footprint().erase();
            isTakenOver(one, other, "Roll out");
        }
    }

    @Test
    void isNotedAtTheRecordToo() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                ReleaseBench one = bench(swarm.address(), "busybox:1", "one")) {
            one.when(
                    event -> event instanceof Event.PhaseFinished phase
                            && phase.phase().equals("Roll out"),
                    () -> {
                        try {
                            new StackLock(one.engine(), STACK, EventSink.silent()).release();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            ReleaseFailedException failed = catchThrowableOfType(ReleaseFailedException.class, one::release);
            assertThat(failed.stack()).isEqualTo(ReleaseFailedException.Stack.TAKEN);
            assertThat(new SwarmReader(one.engine()).read(STACK).releases().all())
                    .isEmpty();
            assertThat(one.specs()).containsKey("lost_app");
        }
    }
}
