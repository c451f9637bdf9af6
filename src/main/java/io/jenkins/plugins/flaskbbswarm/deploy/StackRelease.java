package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.rollout.LockLost;
import io.jenkins.plugins.flaskbbswarm.rollout.NotConverged;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeFailed;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.StackLock;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

import java.util.List;
import java.util.function.Consumer;

/** The release of a stack whose images are in the registry: all of it or nothing. */
final class StackRelease {
    private final ReleaseContext context;

    StackRelease(ReleaseContext context) {
        this.context = context;
    }

    DeployResult release(DesiredStack stack) throws ReleaseFailed, InterruptedException {
        return release(stack, read());
    }

    private SwarmState read() throws InterruptedException {
        return new SwarmReader(context.engine()).read(context.stack());
    }

    /**
     * The same for somebody who has looked, which counts if it was just now. Compares without the lock first, since the
     * lock is a write and there may be nothing to do.
     */
    DeployResult release(DesiredStack stack, SwarmState before) throws ReleaseFailed, InterruptedException {
        SwarmState seen = before.isFresh() ? before : read();
        Planned planned = compare(stack, seen);
        if (!isOurOwnHalf(seen)) {
            checkApproval(planned, seen);
        }
        planned.tellOfNames(seen, context.surroundings().events());
        if (!context.isWatched() && planned.hasNothingToSend(seen)) {
            return DeployResult.sent(seen.releases().currentNumber(), false, planned, settings());
        }
        if (planned.isDone(seen)) {
            return confirm(planned, seen);
        }
        try (LockedStack.WithPlan locked = LockedStack.take(
                context.engine(),
                context.stack(),
                context.surroundings(),
                seen,
                planned,
                state -> planned(stack, state))) {
            return new LockedRelease(context, locked.locked(), locked.planned()).release();
        } catch (LockLost e) {
            throw new ReleaseFailed(
                    "Nothing of " + context.stack() + " was changed: " + e.getMessage() + "; deploy again",
                    ReleaseFailed.Stack.TAKEN,
                    List.of());
        }
    }

    /** Versions are found again by their salted fingerprints, which takes its time: a phase of its own. */
    private Planned compare(DesiredStack stack, SwarmState state) throws InterruptedException {
        return context.phases()
                .<Planned, RuntimeException>run("Secrets and configs", () -> planned(stack, state), Planned::objects);
    }

    /** From here on the values of all its secrets are known, of generated ones, too. */
    private Planned planned(DesiredStack stack, SwarmState state) {
        Planned planned = Planned.of(stack, state, settings());
        Consumer<String> told = context.surroundings().secrets();
        planned.stack().secrets().forEach(secret -> secret.content().ifPresent(value -> Secrets.tell(value, told)));
        return planned;
    }

    /** An earlier attempt that died before it touched anything may have left the lock, which holds nobody up now. */
    private void checkApproval(Planned planned, SwarmState seen) throws InterruptedException {
        try {
            context.approval().check(planned, List.of());
        } catch (Refused e) {
            String hold = context.surroundings().memory().progress().hold();
            if (seen.lock().filter(lock -> lock.isHeldAs(hold)).isPresent()) {
                new StackLock(
                                context.engine(),
                                context.stack(),
                                context.surroundings().events())
                        .release();
            }
            throw e;
        }
    }

    /** What an earlier attempt of this build left half way is not refused, but ended under the lock. */
    private boolean isOurOwnHalf(SwarmState state) {
        return context.surroundings().memory().progress().touched()
                && state.lock().isPresent();
    }

    /** Nothing is to be done, but that says nothing about whether what is there works. */
    private DeployResult confirm(Planned planned, SwarmState state) throws ReleaseFailed, InterruptedException {
        int number = state.releases().currentNumber();
        planned.services().forEach(context::emit);
        Rollout rollout = context.looking(state);
        try {
            rollout.confirm(planned.specs());
            new ProbePhase(context).run();
            return DeployResult.unchanged(number, planned, settings());
        } catch (NotConverged e) {
            throw new ReleaseFailed(
                    "Nothing of " + context.stack() + " was changed, but it does not run as release " + number
                            + " says: " + e.getMessage(),
                    ReleaseFailed.Stack.WHOLE,
                    rollout.diagnose(e));
        } catch (ProbeFailed e) {
            throw new ReleaseFailed(
                    "Nothing of " + context.stack() + " was changed. " + e.getMessage(),
                    ReleaseFailed.Stack.WHOLE,
                    List.of());
        }
    }

    private ReleaseSettings settings() {
        return context.settings();
    }
}
