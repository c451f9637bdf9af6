package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.release.StackLock;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;

/**
 * A stack whose lock is ours, for those who are about to write.
 *
 * @param lock to be closed in the end
 * @param state the swarm under the lock, to which a failure goes back; the one that was seen before it, if nothing moved
 */
record LockedStack(AcquiredLock lock, SwarmSnapshot state) implements AutoCloseable {
    /** For a run that leaves what it makes to those that follow. */
    static LockedStack acquire(Engine engine, Namespace stack, DeploymentContext surroundings)
            throws ReleaseFailedException, InterruptedException {
        SwarmSnapshot seen = new SwarmReader(engine).read(stack);
        AcquiredLock lock = acquire(engine, stack, surroundings, UndoLog.NOTHING);
        return new LockedStack(lock, takeSnapshot(engine, stack, lock, seen));
    }

    /**
     * A release under its lock.
     *
     * @param planned what the release is going to do to {@code state}
     */
    record WithPlan(LockedStack locked, DeploymentPlan planned) implements AutoCloseable {
        @Override
        public void close() {
            locked.close();
        }
    }

    /** Plans a release for what is there. */
    interface Planning {
        DeploymentPlan of(SwarmSnapshot state);
    }

    /**
     * Takes the lock for what was planned. If the stack moved since, it is planned anew. Before anything is written, the
     * lock says what will be.
     *
     * @param seen the swarm as {@code planned} found it
     * @throws ReleaseFailedException if another release holds the lock for longer than we have patience
     */
    static WithPlan acquire(
            Engine engine,
            Namespace stack,
            DeploymentContext surroundings,
            SwarmSnapshot seen,
            DeploymentPlan planned,
            Planning planning)
            throws ReleaseFailedException, InterruptedException {
        AcquiredLock lock = acquire(engine, stack, surroundings, planned.undo(seen));
        if (isOfAnAttemptThatTouchedNothing(lock, surroundings.memory().progress())) {
            lock.markConsistent();
            lock.close();
            SwarmSnapshot anew = new SwarmReader(engine).read(stack);
            return acquire(engine, stack, surroundings, anew, planning.of(anew), planning);
        }
        SwarmSnapshot now = takeSnapshot(engine, stack, lock, seen);
        if (now.observed().equals(seen.observed()) && lock.inherited().isEmpty()) {
            return new WithPlan(new LockedStack(lock, seen), planned);
        }
        try {
            DeploymentPlan anew = planning.of(now);
            lock.willUndo(anew.undo(now));
            return new WithPlan(new LockedStack(lock, now), anew);
        } catch (RuntimeException | InterruptedException e) {
            lock.close();
            throw e;
        }
    }

    /** What that attempt would have undone may be out of date, and nothing is to be. */
    static boolean isOfAnAttemptThatTouchedNothing(AcquiredLock lock, ReleaseProgress earlier) {
        return lock.isInheritedFrom(earlier.hold()) && !earlier.touched();
    }

    private static AcquiredLock acquire(Engine engine, Namespace stack, DeploymentContext surroundings, UndoLog undo)
            throws ReleaseFailedException, InterruptedException {
        try {
            return new StackLock(engine, stack, surroundings.events())
                    .acquire(surroundings.owner(), undo, surroundings.lockPatience());
        } catch (StackLock.Held e) {
            throw new ReleaseFailedException(
                    e.getMessage() + ". Nothing was changed.", ReleaseFailedException.Stack.WHOLE, List.of());
        }
    }

    private static SwarmSnapshot takeSnapshot(Engine engine, Namespace stack, AcquiredLock lock, SwarmSnapshot before)
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
