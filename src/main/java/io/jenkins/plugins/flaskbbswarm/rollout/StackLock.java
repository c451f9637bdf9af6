package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One release at a time for each stack: whoever creates the stack's lock config has it, since the engine lets one of
 * several creators win. The owner's heartbeat is a label; when it stops, the lock is free for the next one, who inherits
 * the baseline that the dead owner would have put back.
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
                    + " s; wait for that release to end, or if it is dead: flaskbb-swarm lock release " + stack);
        }
    }

    /** What would have to be put back, read from the swarm while nobody works on the stack. */
    @FunctionalInterface
    public interface Baseline {
        /** Specs by service name. */
        SortedMap<String, ObjectNode> read() throws InterruptedException;
    }

    /**
     * Takes the lock, waiting for a living owner and breaking the lock of a dead one.
     *
     * @param owner who we are, for people
     * @param baseline what is to be put back if we die; not read while another release is under way
     * @param patience how long to wait for a living owner
     */
    public HeldLock acquire(String owner, Baseline baseline, Duration patience) throws Held, InterruptedException {
        Instant start = Instant.now();
        Optional<SortedMap<String, ObjectNode>> inherited = Optional.empty();
        Optional<LockRecord> seen = Optional.empty();
        Instant seenSince = start;
        while (true) {
            Optional<LockRecord> present = present();
            if (present.isEmpty()) {
                Optional<LockRecord> ours = create(owner, inherited.isPresent() ? inherited.get() : baseline.read());
                if (ours.isPresent()) {
                    return new HeldLock(engine, ours.get());
                }
                continue;
            }
            LockRecord lock = present.get();
            if (seen.isEmpty() || !seen.get().heartbeat().equals(lock.heartbeat())) {
                if (seen.isEmpty()) {
                    events.emit(new Event.Note(stack.name(), "is locked by " + lock + ": waiting"));
                }
                seen = present;
                seenSince = Instant.now();
            }
            if (isDead(lock, seenSince)) {
                events.emit(new Event.Note(stack.name(), "the lock of " + lock + " is broken: its owner is dead"));
                engine.configs().remove(lock.id());
                inherited = Optional.of(lock.baseline());
            } else if (Instant.now().isAfter(start.plus(patience))) {
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

    private static boolean isDead(LockRecord lock, Instant seenSince) {
        return ThisProcess.isGone(lock.process()) || Instant.now().isAfter(seenSince.plus(DEAD_AFTER));
    }

    private Optional<LockRecord> create(String owner, SortedMap<String, ObjectNode> baseline)
            throws InterruptedException {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("owner", owner);
        data.put("process", ThisProcess.identity());
        data.put(
                "since",
                Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
        data.put("nonce", java.util.UUID.randomUUID().toString());
        data.set("baseline", ReleaseJson.bodies(baseline));
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("Name", LockRecord.configName(stack));
        spec.putObject("Labels").put(Namespace.LABEL, stack.name()).put(Labels.HEARTBEAT, heartbeat());
        spec.put("Data", StoredJson.write(data));
        try {
            createOrFind(spec);
            return present().filter(lock -> isOurs(lock, spec));
        } catch (InterruptedException e) {
            removeIfOurs(spec);
            throw e;
        }
    }

    private void createOrFind(ObjectNode spec) throws InterruptedException {
        try {
            engine.configs().create(spec);
        } catch (EngineException e) {
            if (!e.isConflict() && !e.isAmbiguous()) {
                throw e;
            }
        }
    }

    private static boolean isOurs(LockRecord lock, ObjectNode spec) {
        return lock.spec().path("Data").equals(spec.path("Data"));
    }

    /** A request that was interrupted may have been carried out, and nobody would give back a lock without an owner. */
    private void removeIfOurs(ObjectNode spec) throws InterruptedException {
        Optional<LockRecord> lock = present().filter(found -> isOurs(found, spec));
        if (lock.isPresent()) {
            engine.configs().remove(lock.get().id());
        }
    }

    static String heartbeat() {
        return Long.toString(Instant.now().getEpochSecond());
    }
}
