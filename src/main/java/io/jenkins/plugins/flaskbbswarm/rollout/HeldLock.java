package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The lock while it is ours: its heart beats until it is closed. Closing gives it back if the stack is whole; else it
 * stays, without an owner, so that the next release knows what is to be put right.
 */
public final class HeldLock implements AutoCloseable {
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final int MOST_TRIES = 5;
    /** So soon after a sign of life nobody has taken the lock over: others wait for twice as long. */
    private static final Duration SURELY_OURS = Duration.ofSeconds(20);

    private final Engine engine;
    private final EventSink events;
    private final LockRecord record;
    private final String hold;
    private final Thread heart;
    private final Optional<LockRecord> inherited;
    private volatile Instant alive;
    private boolean whole;

    /** @param inherited the lock of the owner before, who left the stack half way */
    HeldLock(Engine engine, EventSink events, LockRecord record, String hold, Optional<LockRecord> inherited) {
        this.engine = engine;
        this.events = events;
        this.record = record;
        this.hold = hold;
        this.inherited = inherited;
        this.whole = inherited.isEmpty();
        this.alive = record.signed();
        this.heart =
                new Thread(this::beat, "lock of " + record.spec().path("Name").asText());
        heart.setDaemon(true);
        heart.start();
    }

    /** What to put back if this release fails: inherited from a dead release if there was one. */
    public SortedMap<String, ObjectNode> baseline() {
        return record.baseline();
    }

    /** Whether the owner before left the stack half way. */
    public boolean isInherited() {
        return inherited.isPresent();
    }

    /** Whether the owner before held it under that name. */
    public boolean isInheritedFrom(String before) {
        return inherited.filter(lock -> lock.isHeldAs(before)).isPresent();
    }

    /** The name under which it is held. */
    public String hold() {
        return hold;
    }

    /** The fingerprint of the migration that the owner before completed before it left the stack half way. */
    public Optional<String> inheritedMigration() {
        return inherited.flatMap(LockRecord::migrated);
    }

    /** Has the next owner know that a migration completed, should this one die. */
    public void migrated(String job) throws InterruptedException {
        for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
            try {
                Optional<LockRecord> ours = ours();
                if (ours.isPresent()) {
                    engine.configs()
                            .update(
                                    record.id(),
                                    ours.get().version(),
                                    ours.get().migrated(job));
                }
                return;
            } catch (EngineException e) {
                // The heart may have beaten in between. Without the note, the next owner migrates once more.
            }
        }
    }

    /** From now on the stack is between two releases. */
    public void stackIsHalfWay() {
        whole = false;
    }

    /** The stack is at one release, or nobody wants it to be put right. */
    public void stackIsWhole() {
        whole = true;
    }

    /** Gives the lock back, or leaves it to the next release. */
    @Override
    public void close() {
        heart.interrupt();
        boolean interrupted = Thread.interrupted();
        interrupted |= interrupts(heart::join);
        interrupted |= interrupts(this::giveBack);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Takes a step to its end, once more if an interrupt ends it, and returns whether one did. */
    private boolean interrupts(Step step) {
        try {
            step.run();
            return false;
        } catch (InterruptedException e) {
            interrupts(step);
            return true;
        }
    }

    private void giveBack() throws InterruptedException {
        try {
            if (whole && Instant.now().isBefore(alive.plus(SURELY_OURS))) {
                engine.configs().remove(record.id());
                return;
            }
            Optional<LockRecord> ours = ours();
            if (ours.isPresent() && whole) {
                engine.configs().remove(record.id());
            } else if (ours.isPresent()) {
                engine.configs()
                        .update(record.id(), ours.get().version(), ours.get().left());
            }
        } catch (EngineException e) {
            String stack = record.stack();
            events.emit(new Event.Warning(
                    stack,
                    "its lock could not be given back: " + e.getMessage(),
                    "the next release waits until it breaks by itself, or: flaskbb-swarm lock release " + stack));
        }
    }

    private Optional<LockRecord> ours() throws InterruptedException {
        return engine.configs().inspect(record.id()).map(LockRecord::of).filter(lock -> lock.isHeldAs(hold));
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
            Instant now = Instant.now();
            Optional<LockRecord> ours = ours();
            if (ours.isPresent()) {
                engine.configs()
                        .update(record.id(), ours.get().version(), ours.get().beaten());
                alive = now;
            }
        } catch (EngineException e) {
            // tried again at the next beat
        }
    }
}
