package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.time.Duration;
import java.util.SortedMap;

/** The lock while it is ours: its heart beats until it is closed. */
public final class HeldLock implements AutoCloseable {
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final Engine engine;
    private final LockRecord record;
    private final Thread heart;

    HeldLock(Engine engine, LockRecord record) {
        this.engine = engine;
        this.record = record;
        this.heart =
                new Thread(this::beat, "lock of " + record.spec().path("Name").asText());
        heart.setDaemon(true);
        heart.start();
    }

    /** What to put back if this release fails: inherited from a dead release if there was one. */
    public SortedMap<String, ObjectNode> baseline() {
        return record.baseline();
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        heart.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            heart.join();
            engine.configs().remove(record.id());
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT.toMillis());
                beatOnce();
            }
        } catch (InterruptedException e) {
            // the lock is being given back
        }
    }

    /** A missed beat is no harm: others wait for several. */
    private void beatOnce() throws InterruptedException {
        try {
            var present = engine.configs().inspect(record.id());
            if (present.isPresent()) {
                ObjectNode spec = (ObjectNode) present.get().path("Spec");
                spec.withObject("/Labels").put(Labels.HEARTBEAT, StackLock.heartbeat());
                engine.configs()
                        .update(record.id(), present.get().at("/Version/Index").asLong(), spec);
            }
        } catch (EngineException e) {
            // tried again at the next beat
        }
    }
}
