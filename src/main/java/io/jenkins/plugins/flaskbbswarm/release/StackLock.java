package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.text.Advice;

import java.time.Duration;
import java.util.Optional;

/**
 * One release at a time for each stack: whoever creates the stack's lock config has it, since the engine lets one of
 * several creators win. The owner's heartbeat is a label; when it stops, the next one takes the lock over, and with it
 * the record of what is to be undone. Of several who do so, the config's version lets one win.
 */
public final class StackLock {
    /** A heartbeat that did not change for so long, by our own clock, is that of a dead owner. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(45);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Engine engine;
    private final Namespace stack;
    private final EventSink events;

    public StackLock(Engine engine, Namespace stack, EventSink events) {
        this.engine = engine;
        this.stack = stack;
        this.events = events;
    }

    /** Somebody else has the lock and still lives. */
    public static final class Held extends Exception {
        private static final long serialVersionUID = 1L;

        Held(Namespace stack, LockRecord lock, Duration waited) {
            super("The stack " + stack + " is locked by " + lock + " and was not released within " + waited.toSeconds()
                    + " s; wait for that release to end, or if it is dead, take the lock away: "
                    + Advice.of(
                            "flaskbb-swarm lock release " + stack,
                            "swarmUnlock('" + stack + "'), or the page Swarm locks of Jenkins"));
        }
    }

    /**
     * Takes the lock, waiting for a living owner and taking over the lock of a dead one.
     *
     * @param owner who we are, for people
     * @param undo what is to be undone if we die
     * @param patience how long to wait for a living owner
     */
    public AcquiredLock acquire(String owner, UndoLog undo, Duration patience) throws Held, InterruptedException {
        long start = System.nanoTime();
        Optional<LockRecord> seen = Optional.empty();
        long seenSince = start;
        while (true) {
            // Most often nobody has it: so first it is tried, and then looked at.
            Optional<LockRecord> present = seen.isEmpty() ? Optional.empty() : present();
            if (present.isEmpty()) {
                Optional<AcquiredLock> ours = create(owner, undo);
                if (ours.isPresent()) {
                    return ours.get();
                }
                present = present();
            }
            if (present.isEmpty()) {
                continue;
            }
            LockRecord lock = present.get();
            if (seen.isEmpty() || !seen.get().heartbeat().equals(lock.heartbeat())) {
                if (seen.isEmpty() && !lock.isLeft()) {
                    events.emit(new Event.Note(stack.name(), "is locked by " + lock + ": waiting"));
                }
                seen = present;
                seenSince = System.nanoTime();
            }
            if (isDead(lock, seenSince)) {
                Optional<AcquiredLock> ours = takeOver(lock, owner);
                if (ours.isPresent()) {
                    return ours.get();
                }
            } else if (hasPassed(patience, start)) {
                throw new Held(stack, lock, patience);
            } else {
                Thread.sleep(LOOK_AGAIN.toMillis());
            }
        }
    }

    /** Takes the lock away from its owner, and says whose it was. */
    public Optional<LockRecord> release() throws InterruptedException {
        Optional<LockRecord> lock = present();
        if (lock.isPresent()) {
            engine.configs().remove(lock.get().id());
        }
        return lock;
    }

    /** Who holds the lock now, dead or alive. */
    public Optional<LockRecord> present() throws InterruptedException {
        return engine.configs().inspect(LockRecord.configName(stack)).map(LockRecord::of);
    }

    private static boolean isDead(LockRecord lock, long seenSince) {
        return lock.isLeft() || lock.isGone() || hasPassed(DEAD_AFTER, seenSince);
    }

    /** By a clock that nobody sets. */
    private static boolean hasPassed(Duration time, long since) {
        return System.nanoTime() - since > time.toNanos();
    }

    private Optional<AcquiredLock> create(String owner, UndoLog undo) throws InterruptedException {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("Name", LockRecord.configName(stack));
        spec.putObject("Labels").put(Namespace.LABEL, stack.name());
        spec.put("Data", StoredJson.write(undo.json()));
        String hold = LockRecord.sign(spec, owner);
        return held(hold, Optional.empty(), spec, () -> engine.configs().create(spec));
    }

    private Optional<AcquiredLock> takeOver(LockRecord lock, String owner) throws InterruptedException {
        ObjectNode spec = lock.spec().deepCopy();
        String hold = LockRecord.sign(spec, owner);
        Optional<AcquiredLock.Inherited> inherited = Optional.of(new AcquiredLock.Inherited(lock, undone(lock)));
        Optional<AcquiredLock> ours = held(hold, inherited, spec, () -> {
            engine.configs().update(lock.id(), lock.version(), spec);
            return lock.id();
        });
        ours.ifPresent(unused -> events.emit(new Event.Note(
                stack.name(),
                lock.isLeft()
                        ? "was left incomplete by " + lock + ": resuming it first"
                        : "the lock of " + lock + " is stale and was taken over")));
        return ours;
    }

    /** What its owner left to be undone: nothing if it died after its release was recorded. */
    private Optional<UndoLog> undone(LockRecord lock) throws InterruptedException {
        UndoLog undo = lock.undo();
        boolean released = undo.release() > 0
                && engine.configs()
                        .inspect(stack.scope("release-" + undo.release()))
                        .isPresent();
        return Optional.of(undo).filter(log -> !released && !log.isEmpty());
    }

    /** Makes or changes the lock's config, and returns its ID. */
    private interface Write {
        String send() throws InterruptedException;
    }

    /** Tries to get the lock by a write that one of several wins. */
    private Optional<AcquiredLock> held(
            String hold, Optional<AcquiredLock.Inherited> inherited, ObjectNode spec, Write write)
            throws InterruptedException {
        try {
            return written(hold, spec, write).map(lock -> new AcquiredLock(engine, events, lock, hold, inherited));
        } catch (InterruptedException e) {
            giveUp(hold, inherited);
            throw e;
        }
    }

    /** Who was told that the write succeeded has the lock; otherwise a look shows who does. */
    private Optional<LockRecord> written(String hold, ObjectNode spec, Write write) throws InterruptedException {
        try {
            return Optional.of(LockRecord.of(write.send(), spec));
        } catch (EngineException e) {
            if (!e.isConflict() && !e.isOutOfSequence() && !e.isNotFound() && !e.isAmbiguous()) {
                throw e;
            }
            return present().filter(lock -> lock.isHeldAs(hold));
        }
    }

    /** A request that was interrupted may have been carried out, and nobody would give back a lock without an owner. */
    private void giveUp(String hold, Optional<AcquiredLock.Inherited> inherited) throws InterruptedException {
        Optional<LockRecord> lock = present().filter(found -> found.isHeldAs(hold));
        if (lock.isPresent()) {
            new AcquiredLock(engine, events, lock.get(), hold, inherited).close();
        }
    }
}
