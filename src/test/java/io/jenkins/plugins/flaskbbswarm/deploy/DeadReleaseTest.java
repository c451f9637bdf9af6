package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.release.LockRecord;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A stack of services that no release of ours made, and a release that died while it changed them: what it would have
 * put back is kept until somebody has put it back, or released anew.
 */
class DeadReleaseTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private ReleaseBench bench;
    private SortedMap<String, ObjectNode> before;

    @BeforeEach
    void aDeadRelease() throws Exception {
        bench = ReleaseBench.on(swarm.address(), "busybox:1", "bb").service("app", "sleep 1000");
        bench.release();
        bench.engine().configs().remove("bb_release-1");
        before = bench.specs();

        bench.service("app", "echo half way; sleep 1000").release();
        bench.engine().configs().remove("bb_release-1");
        SortedMap<String, Optional<ObjectNode>> services = new TreeMap<>();
        before.forEach((name, spec) -> services.put(name, Optional.of(spec)));
        bench.leaveBehindTheLockOfADeadProcess(
                new UndoLog(1, services, new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
    }

    @AfterEach
    void close() {
        bench.engine().close();
        swarm.close();
    }

    @Test
    void theNextReleaseThatFailsPutsBackWhatWasBeforeTheDeadOne() throws Exception {
        assertTheNextFailureEndsAtTheBeginning();
    }

    @Test
    void soItDoesAfterOneThatWasRefused() throws Exception {
        bench.service("app", "sleep 1000", DeadReleaseTest::onMars);
        assertThatThrownBy(bench::release).isInstanceOf(InvalidRequestException.class);
        assertLeft();
        assertTheNextFailureEndsAtTheBeginning();
    }

    @Test
    void soItDoesAfterOneThatWasAborted() throws Exception {
        Thread test = Thread.currentThread();
        bench.service("app", "echo third; sleep 1000")
                .when(event -> event.equals(new Event.PhaseStarted("Plan")), test::interrupt);
        assertThatThrownBy(bench::release).isInstanceOf(InterruptedException.class);
        assertLeft();
        assertTheNextFailureEndsAtTheBeginning();
    }

    @Test
    void soItDoesAfterOneThatCouldNotPutItBack() throws Exception {
        bench.service("app", "echo third; sleep 1000")
                .service("bad", "exit 3")
                .when(event -> event.equals(new Event.PhaseStarted("Rollback")), () -> swarm.on(
                                "POST", "/services/.*/update")
                        .refuse(400, "rpc error: code = InvalidArgument desc = no"));
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("did not succeed either");
        assertLeft();
        swarm.isWell();
        assertTheNextFailureEndsAtTheBeginning();
    }

    @Test
    void aSuccessEndsTheMatter() throws Exception {
        bench.service("app", "echo third; sleep 1000").release();
        assertThat(bench.lock()).isEmpty();
        assertThat(bench.notes())
                .anyMatch(note -> note.matches("bb: the lock of a dead one since .* is stale and was taken over"));
    }

    private static void onMars(ObjectNode service) {
        service.withObject("/TaskTemplate/Placement").putArray("Constraints").add("node.labels.planet == mars");
    }

    /** Nobody holds the lock, but it is there and knows the beginning. */
    private void assertLeft() throws InterruptedException {
        assertThat(bench.lock()).get().matches(LockRecord::isLeft);
        assertThat(bench.lock().orElseThrow().undo().services())
                .containsEntry("bb_app", Optional.of(before.get("bb_app")));
    }

    private void assertTheNextFailureEndsAtTheBeginning() throws Exception {
        bench.service("app", "echo third; sleep 1000").service("bad", "exit 3");
        assertThatThrownBy(bench::release)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("The stack is back at its services as they were before");
        assertThat(bench.specs()).hasToString(before.toString());
        assertThat(bench.lock()).isEmpty();
    }
}
