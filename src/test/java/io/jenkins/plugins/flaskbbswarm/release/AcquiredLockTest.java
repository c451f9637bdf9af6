package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The lock of a stack while it is ours, and when it no longer is. */
class AcquiredLockTest {
    private static final Namespace STACK = new Namespace("bb");

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private Engine engine;
    private StackLock lock;

    @BeforeEach
    void connect() throws InterruptedException {
        engine = Engine.connect(EngineAddress.parse(swarm.address()));
        lock = new StackLock(engine, STACK, event -> {});
    }

    @AfterEach
    void close() {
        engine.close();
        swarm.close();
    }

    private AcquiredLock acquire(String owner, UndoLog undo) throws Exception {
        return lock.acquire(owner, undo, Duration.ofSeconds(5));
    }

    @Test
    void aHeartbeatNoticesThatItWasReleasedAndInterruptsTheWorker() throws Exception {
        AcquiredLock held = acquire("one", UndoLog.NOTHING);
        held.interruptWhenLost();
        lock.release();
        Thread heart = new Thread(() -> {
            try {
                held.beatOnce();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        heart.start();
        boolean interrupted;
        try {
            heart.join();
            interrupted = Thread.currentThread().isInterrupted();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        assertThat(interrupted).isTrue();
        Thread.currentThread().interrupt();
        held.interruptNoMore();
        assertThat(Thread.interrupted()).as("an interrupt that came of it").isFalse();
        assertThat(held.isLost()).isTrue();
        assertThatThrownBy(held::check)
                .isInstanceOf(LockLostException.class)
                .hasMessage("another client released the lock of bb");
        held.close();
    }

    @Test
    void whoLostItDoesNotGiveAwayTheLockOfAnother() throws Exception {
        AcquiredLock held = acquire("one", UndoLog.NOTHING);
        lock.release();
        try (AcquiredLock other = acquire("other", UndoLog.NOTHING)) {
            assertThatThrownBy(held::check)
                    .isInstanceOf(LockLostException.class)
                    .hasMessageStartingWith("the lock of bb was taken over by other since");
            held.close();
            other.check();
        }
        assertThat(lock.present()).isEmpty();
    }

    /** What a run did not record at first is in the lock before it is done, and stays there when others take over. */
    @Test
    void whatIsToBeUndoneGrows() throws Exception {
        UndoLog first = undo("bb_one");
        try (AcquiredLock held = acquire("one", first)) {
            held.markInProgress();
        }
        try (AcquiredLock held = acquire("two", UndoLog.NOTHING)) {
            assertThat(held.inherited()).contains(first);
            held.willUndo(undo("bb_two"));
        }
        try (AcquiredLock held = acquire("three", UndoLog.NOTHING)) {
            assertThat(held.inherited().orElseThrow().services()).containsOnlyKeys("bb_one", "bb_two");
            held.markConsistent();
        }
        assertThat(lock.present()).isEmpty();
    }

    @Test
    void aReleaseThatWasRecordedHasNothingToUndo() throws Exception {
        try (AcquiredLock held = acquire("one", undo("bb_one"))) {
            held.markInProgress();
        }
        ObjectNode release = lock.present().orElseThrow().spec().deepCopy().put("Name", "bb_release-1");
        release.withObject("/Labels").remove(Labels.HEARTBEAT);
        engine.configs().create(release);
        try (AcquiredLock held = acquire("two", UndoLog.NOTHING)) {
            assertThat(held.inherited()).isEmpty();
        }
    }

    /** Clocks of two machines may differ by more than an owner may be silent, in either direction. */
    @Test
    void aHeartbeatOfTheFutureIsAReasonForACloserLook() throws Exception {
        try (AcquiredLock held = acquire("one", UndoLog.NOTHING)) {
            LockRecord record = lock.present().orElseThrow();
            assertThat(record.isSilent(Instant.now())).isFalse();
            assertThat(record.isSilent(Instant.now().minusSeconds(3_600))).isTrue();
            assertThat(record.isSilent(Instant.now().plusSeconds(3_600))).isTrue();
        }
    }

    private static UndoLog undo(String service) {
        TreeMap<String, Optional<ObjectNode>> services = new TreeMap<>();
        services.put(service, Optional.empty());
        return new UndoLog(1, services, new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }
}
