package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.release.LockRecord;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The end of a release of which an earlier attempt of the same build failed or was stopped, and then lost its process:
 * it is rolled back, and nothing is deployed, migrated or built.
 */
final class ReleaseRecovery {
    private final ReleaseContext context;

    ReleaseRecovery(ReleaseContext context) {
        this.context = context;
    }

    /** An earlier attempt failed for this reason. */
    static final class Earlier extends Exception {
        private static final long serialVersionUID = 1L;

        Earlier(String why) {
            super(why);
        }
    }

    ReleaseFailedException run() throws InterruptedException {
        SwarmSnapshot seen = new SwarmReader(context.engine()).read(context.stack());
        Optional<LockRecord> lock = seen.lock();
        if (lock.filter(this::isOurs).isEmpty()) {
            return over(seen);
        }
        try (LockedStack locked = LockedStack.acquire(context.engine(), context.stack(), context.surroundings())) {
            if (locked.lock().inherited().isEmpty()
                    || LockedStack.isOfAnAttemptThatTouchedNothing(locked.lock(), progress())) {
                locked.lock().markConsistent();
                return over(locked.state());
            }
            ReleaseFailedException failed = end(locked);
            if (failed.stack() != ReleaseFailedException.Stack.BROKEN) {
                locked.lock().markConsistent();
                context.surroundings().memory().save(progress().ended());
            }
            return failed;
        } catch (ReleaseFailedException held) {
            return held;
        }
    }

    private boolean isOurs(LockRecord lock) {
        return lock.isHeldAs(progress().hold())
                || lock.owner().equals(context.surroundings().owner());
    }

    /** The lock is gone, or somebody else's: the earlier attempt came to its end, or another release took it over. */
    private ReleaseFailedException over(SwarmSnapshot state) {
        Optional<Release> done = state.releases()
                .current()
                .filter(release -> progress().number() > 0
                        && release.number() >= progress().number())
                .filter(release -> release.by().equals(context.surroundings().owner()));
        String end = done.map(release -> "It had succeeded before that: the stack is at release " + release.number())
                .orElseGet(() -> state.lock()
                        .map(lock -> "It is over, and " + lock + " works on the stack")
                        .orElse("The stack is as it was before"));
        return failed(end, done.isPresent() ? ReleaseFailedException.Stack.LEFT : ReleaseFailedException.Stack.WHOLE);
    }

    private ReleaseFailedException end(LockedStack locked) throws InterruptedException {
        boolean isAbort = progress().failure().isEmpty() && !progress().stop().isError();
        if (isAbort && context.settings().rollout().onAbort() == OnAbort.LEAVE) {
            return failed(
                    "The stack is left as it is, as on-abort says; deploy again to finish the release",
                    ReleaseFailedException.Stack.LEFT);
        }
        return rollBack(locked);
    }

    private ReleaseFailedException rollBack(LockedStack locked) throws InterruptedException {
        SwarmSnapshot state = locked.state();
        Rollout rollout = Rollout.unwatched(
                context.engine(),
                context.stack(),
                state,
                Map.of(),
                context.logins(),
                context.settings().rollout(),
                context.surroundings().events(),
                locked.lock());
        rollout.endTemporary(state.observed());
        return new Rollback(rollout, context.surroundings(), context.settings(), () -> !progress()
                        .migration()
                        .isEmpty())
                .after(
                        new Earlier(progress().why()),
                        state,
                        locked.lock().inherited().orElse(UndoLog.NOTHING));
    }

    private ReleaseFailedException failed(String end, ReleaseFailedException.Stack stack) {
        return new ReleaseFailedException(
                "The release of " + context.stack() + " failed: " + progress().why() + ". " + end + ".",
                stack,
                List.of());
    }

    private ReleaseProgress progress() {
        return context.surroundings().memory().progress();
    }
}
