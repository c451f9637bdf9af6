package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.rollout.HeldLock;
import io.jenkins.plugins.flaskbbswarm.rollout.StackLock;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.rollout.UndoLog;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;

/**
 * A stack whose lock is ours, for those who are about to write.
 *
 * @param lock to be closed in the end
 * @param state the swarm under the lock, to which a failure goes back; the one that was seen before it, if nothing moved
 */
record LockedStack(HeldLock lock, SwarmState state) implements AutoCloseable {
    /** For a run that leaves what it makes to those that follow. */
    static LockedStack take(Engine engine, Namespace stack, Surroundings surroundings)
            throws ReleaseFailed, InterruptedException {
        SwarmState seen = new SwarmReader(engine).read(stack);
        HeldLock lock = acquire(engine, stack, surroundings, UndoLog.NOTHING);
        return new LockedStack(lock, look(engine, stack, lock, seen));
    }

    /**
     * A release under its lock.
     *
     * @param planned what the release is going to do to {@code state}
     */
    record WithPlan(LockedStack locked, Planned planned) implements AutoCloseable {
        @Override
        public void close() {
            locked.close();
        }
    }

    /** Plans a release for what is there. */
    interface Planning {
        Planned of(SwarmState state);
    }

    /**
     * Takes the lock for what was planned. If the stack moved since, it is planned anew. Before anything is written, the
     * lock says what will be.
     *
     * @param seen the swarm as {@code planned} found it
     * @throws ReleaseFailed if another release holds the lock for longer than we have patience
     */
    static WithPlan take(
            Engine engine,
            Namespace stack,
            Surroundings surroundings,
            SwarmState seen,
            Planned planned,
            Planning planning)
            throws ReleaseFailed, InterruptedException {
        HeldLock lock = acquire(engine, stack, surroundings, planned.undo(seen));
        if (isOfAnAttemptThatTouchedNothing(lock, surroundings.memory().progress())) {
            lock.stackIsWhole();
            lock.close();
            SwarmState anew = new SwarmReader(engine).read(stack);
            return take(engine, stack, surroundings, anew, planning.of(anew), planning);
        }
        SwarmState now = look(engine, stack, lock, seen);
        if (now.observed().equals(seen.observed()) && lock.inherited().isEmpty()) {
            return new WithPlan(new LockedStack(lock, seen), planned);
        }
        try {
            Planned anew = planning.of(now);
            lock.willUndo(anew.undo(now));
            return new WithPlan(new LockedStack(lock, now), anew);
        } catch (RuntimeException | InterruptedException e) {
            lock.close();
            throw e;
        }
    }

    /** What that attempt would have undone may be out of date, and nothing is to be. */
    static boolean isOfAnAttemptThatTouchedNothing(HeldLock lock, ReleaseProgress earlier) {
        return lock.isInheritedFrom(earlier.hold()) && !earlier.touched();
    }

    private static HeldLock acquire(Engine engine, Namespace stack, Surroundings surroundings, UndoLog undo)
            throws ReleaseFailed, InterruptedException {
        try {
            return new StackLock(engine, stack, surroundings.events())
                    .acquire(surroundings.owner(), undo, surroundings.lockPatience());
        } catch (StackLock.Held e) {
            throw new ReleaseFailed(e.getMessage() + ". Nothing was changed.", ReleaseFailed.Stack.WHOLE, List.of());
        }
    }

    private static SwarmState look(Engine engine, Namespace stack, HeldLock lock, SwarmState before)
            throws InterruptedException {
        SwarmReader reader = new SwarmReader(engine);
        try {
            return lock.inherited().isPresent() ? reader.read(stack) : reader.readAgain(stack, before);
        } catch (RuntimeException | InterruptedException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
