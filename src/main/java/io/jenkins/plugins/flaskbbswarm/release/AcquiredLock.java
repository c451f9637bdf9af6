package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.time.Duration;
import java.util.Optional;

/**
 * The lock while it is ours: its heart beats until it is closed. Closing gives it back if the stack is whole; else it
 * stays, without an owner, so that the next release knows what is to be put right. A lock that was taken from us is
 * noticed at the next beat and at each {@link #check}.
 */
public final class AcquiredLock implements AutoCloseable, LockCheck {
    private static final Duration BEAT = Duration.ofSeconds(10);
    /** So soon after a sign of life nobody has taken the lock over: others wait for twice as long. */
    private static final Duration SURELY_OURS = Duration.ofSeconds(20);

    private static final int MOST_TRIES = 5;

    private final Engine engine;
    private final EventSink events;
    private final LockRecord record;
    private final String hold;
    private final Thread heart;
    private final Optional<Inherited> inherited;
    private volatile SignOfLife alive = SignOfLife.now();
    private volatile Optional<LockLostException> lost = Optional.empty();
    private Optional<Thread> worker = Optional.empty();
    private boolean whole;

    /**
     * A lock whose owner before left it behind.
     *
     * @param lock as that one held it
     * @param undo what that one changed and left incomplete; empty if the stack is whole
     */
    record Inherited(LockRecord lock, Optional<UndoLog> undo) {}

    AcquiredLock(Engine engine, EventSink events, LockRecord record, String hold, Optional<Inherited> inherited) {
        this.engine = engine;
        this.events = events;
        this.record = record;
        this.hold = hold;
        this.inherited = inherited;
        this.whole = inherited().isEmpty();
        this.heart =
                new Thread(this::beat, "lock of " + record.spec().path("Name").asText());
        heart.setDaemon(true);
        heart.start();
    }

    /** A moment by two clocks: one that may be set, and one that stands still while the machine sleeps. */
    private record SignOfLife(long wall, long monotonic) {
        static SignOfLife now() {
            return new SignOfLife(System.currentTimeMillis(), System.nanoTime());
        }

        boolean isWithin(Duration time) {
            long age = Math.max(System.currentTimeMillis() - wall, (System.nanoTime() - monotonic) / 1_000_000);
            return age < time.toMillis();
        }
    }

    /** Whether the owner before held it under that name. */
    public boolean isInheritedFrom(String before) {
        return inherited.filter(from -> from.lock().isHeldAs(before)).isPresent();
    }

    /** The name under which it is held. */
    public String hold() {
        return hold;
    }

    /** The fingerprint of the migration that the owner before completed before it left the stack incomplete. */
    public Optional<String> inheritedMigration() {
        return inherited.flatMap(from -> from.lock().migrated());
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

    /** What the owner before changed and left incomplete; empty if the stack was whole when we came. */
    public Optional<UndoLog> inherited() {
        return inherited.flatMap(Inherited::undo);
    }

    /** From now on the stack is between two releases. */
    public void markInProgress() {
        whole = false;
    }

    /** The stack is at one release, or nobody wants it to be put right. */
    public void markConsistent() {
        whole = true;
    }

    /**
     * Records what is to be undone if we die, before it is done; with what was inherited, of which nothing is lost.
     *
     * @throws LockLostException if the lock is no longer ours
     */
    public void willUndo(UndoLog undo) throws InterruptedException {
        UndoLog both = inherited().map(log -> log.and(undo)).orElse(undo);
        for (int attempt = 1; ; attempt++) {
            LockRecord ours = requireOurs();
            if (ours.undo().equals(both)) {
                return;
            }
            try {
                engine.configs().update(record.id(), ours.version(), ours.undoing(both));
                return;
            } catch (EngineException e) {
                // Our own heart may have beaten in between.
                if (!e.isOutOfSequence() && !e.isAmbiguous() || attempt == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** @throws LockLostException if the lock is no longer ours */
    @Override
    public void check() throws InterruptedException {
        requireOurs();
    }

    private LockRecord requireOurs() throws InterruptedException {
        if (lost.isPresent()) {
            throw lost.get();
        }
        Optional<LockRecord> present = engine.configs().inspect(name()).map(LockRecord::of);
        if (present.filter(this::isOurs).isEmpty()) {
            lose(present);
            throw lost.orElseThrow();
        }
        return present.get();
    }

    private String name() {
        return record.spec().path("Name").asText();
    }

    private boolean isOurs(LockRecord lock) {
        return lock.isHeldAs(hold);
    }

    /** Whether the lock is certainly no longer ours; looks if it is not yet known. */
    public boolean isLost() {
        if (lost.isEmpty()) {
            boolean interrupted = Thread.interrupted();
            try {
                check();
            } catch (LockLostException | EngineException e) {
                // known now, or not to be known
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return lost.isPresent();
    }

    /** Why the lock is no longer ours. */
    public Optional<LockLostException> lost() {
        return lost;
    }

    /** From now on this thread is interrupted when the lock is found to be lost. */
    public synchronized void interruptWhenLost() {
        worker = Optional.of(Thread.currentThread());
    }

    /** Ends {@link #interruptWhenLost}, and takes back an interrupt that came of it. */
    public synchronized void interruptNoMore() {
        worker = Optional.empty();
        if (lost.isPresent()) {
            Thread.interrupted();
        }
    }

    private synchronized void lose(Optional<LockRecord> present) {
        if (lost.isEmpty()) {
            String stack = record.stack();
            lost = Optional.of(
                    new LockLostException(present.map(lock -> "the lock of " + stack + " was taken over by " + lock)
                            .orElse("another client released the lock of " + stack)));
            worker.filter(thread -> thread != Thread.currentThread()).ifPresent(Thread::interrupt);
        }
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
        if (lost.isPresent()) {
            return;
        }
        try {
            if (whole && alive.isWithin(SURELY_OURS)) {
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
                    "its lock could not be released: " + e.getMessage(),
                    "the next release waits until it expires, or release it: "
                            + Advice.of("flaskbb-swarm lock release " + stack, "swarmUnlock('" + stack + "')")));
        }
    }

    private Optional<LockRecord> ours() throws InterruptedException {
        return engine.configs().inspect(record.id()).map(LockRecord::of).filter(this::isOurs);
    }

    private void beat() {
        try {
            while (lost.isEmpty()) {
                Thread.sleep(BEAT.toMillis());
                beatOnce();
            }
        } catch (InterruptedException e) {
            // the lock is being given back
        }
    }

    /** A missed beat is no harm: others wait for several. */
    void beatOnce() throws InterruptedException {
        try {
            SignOfLife now = SignOfLife.now();
            LockRecord ours = requireOurs();
            ObjectNode beaten = ours.beaten();
            engine.configs().update(record.id(), ours.version(), beaten);
            alive = now;
        } catch (EngineException | LockLostException e) {
            // tried again at the next beat, or there is none
        }
    }
}
