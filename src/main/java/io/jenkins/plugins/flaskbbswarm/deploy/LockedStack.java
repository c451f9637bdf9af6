package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.rollout.HeldLock;
import io.jenkins.plugins.flaskbbswarm.rollout.Release;
import io.jenkins.plugins.flaskbbswarm.rollout.StackLock;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.SortedMap;

/**
 * A stack whose lock is ours, for those who are about to write.
 *
 * @param lock to be closed in the end
 * @param state the swarm under the lock; the one that was seen before it, if nothing moved meanwhile
 */
record LockedStack(HeldLock lock, SwarmState state) implements AutoCloseable {
    static LockedStack take(Engine engine, Namespace stack, Surroundings surroundings)
            throws ReleaseFailed, InterruptedException {
        return take(engine, stack, surroundings, new SwarmReader(engine).read(stack));
    }

    /**
     * Takes the lock with what was seen before as that which a failure puts back. If another release came in between,
     * that is no longer true, and the lock is taken anew.
     *
     * @throws ReleaseFailed if another release holds the lock for longer than we have patience
     */
    static LockedStack take(Engine engine, Namespace stack, Surroundings surroundings, SwarmState seen)
            throws ReleaseFailed, InterruptedException {
        SwarmState before = seen;
        while (true) {
            HeldLock lock = acquire(engine, stack, surroundings, baseline(before));
            if (isOfAnAttemptThatTouchedNothing(lock, surroundings.memory().progress())) {
                lock.stackIsWhole();
                lock.close();
                before = new SwarmReader(engine).read(stack);
                continue;
            }
            SwarmState now = look(engine, stack, lock, before);
            if (now.observed().equals(before.observed())) {
                return new LockedStack(lock, before);
            }
            if (lock.isInherited() || lock.baseline().equals(baseline(now))) {
                return new LockedStack(lock, now);
            }
            lock.close();
            before = now;
        }
    }

    /** What that attempt would have put back may be out of date, and nothing is to be. */
    private static boolean isOfAnAttemptThatTouchedNothing(HeldLock lock, ReleaseProgress earlier) {
        return lock.isInheritedFrom(earlier.hold()) && !earlier.touched();
    }

    private static HeldLock acquire(
            Engine engine, Namespace stack, Surroundings surroundings, SortedMap<String, ObjectNode> baseline)
            throws ReleaseFailed, InterruptedException {
        try {
            return new StackLock(engine, stack, surroundings.events())
                    .acquire(surroundings.owner(), baseline, surroundings.lockPatience());
        } catch (StackLock.Held e) {
            throw new ReleaseFailed(e.getMessage() + ". Nothing was changed.", ReleaseFailed.Stack.WHOLE, List.of());
        }
    }

    private static SwarmState look(Engine engine, Namespace stack, HeldLock lock, SwarmState before)
            throws InterruptedException {
        SwarmReader reader = new SwarmReader(engine);
        try {
            return lock.isInherited() ? reader.read(stack) : reader.readAgain(stack, before);
        } catch (RuntimeException | InterruptedException e) {
            lock.close();
            throw e;
        }
    }

    /** What a failure puts back: the last success, or what was there if we have never released this stack. */
    private static SortedMap<String, ObjectNode> baseline(SwarmState state) {
        return state.releases().current().map(Release::services).orElseGet(() -> state.observed()
                .specs());
    }

    @Override
    public void close() {
        lock.close();
    }
}
