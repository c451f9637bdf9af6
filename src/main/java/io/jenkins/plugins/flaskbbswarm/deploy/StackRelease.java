package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.release.LockLostException;
import io.jenkins.plugins.flaskbbswarm.release.StackLock;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.ConvergenceException;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretResolver;

import java.util.List;
import java.util.function.Consumer;

/** The release of a stack whose images are in the registry: all of it or nothing. */
final class StackRelease {
    private final ReleaseContext context;

    StackRelease(ReleaseContext context) {
        this.context = context;
    }

    DeployResult release(DesiredStack stack) throws ReleaseFailedException, InterruptedException {
        return release(stack, read());
    }

    private SwarmSnapshot read() throws InterruptedException {
        return new SwarmReader(context.engine()).read(context.stack());
    }

    /**
     * The same for somebody who has looked, which counts if it was just now. Compares without the lock first, since the
     * lock is a write and there may be nothing to do.
     */
    DeployResult release(DesiredStack stack, SwarmSnapshot before) throws ReleaseFailedException, InterruptedException {
        SwarmSnapshot seen = before.isFresh() ? before : read();
        DeploymentPlan planned = compare(stack, seen);
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
        try (LockedStack.WithPlan locked = LockedStack.acquire(
                context.engine(),
                context.stack(),
                context.surroundings(),
                seen,
                planned,
                state -> planned(stack, state))) {
            if (!isSchemaInTheWay(locked)) {
                return new LockedRelease(context, locked.locked(), locked.planned()).release();
            }
            new SchemaRecovery(context, locked.locked()).run();
        } catch (LockLostException e) {
            throw new ReleaseFailedException(
                    "Nothing of " + context.stack() + " was changed: " + e.getMessage() + "; deploy again",
                    ReleaseFailedException.Stack.TAKEN,
                    List.of());
        }
        return release(stack);
    }

    private boolean isSchemaInTheWay(LockedStack.WithPlan locked) {
        return Migration.isInTheWay(locked.planned().stack(), locked.locked().state(), settings());
    }

    /** Versions are found again by their salted fingerprints, which takes its time: a phase of its own. */
    private DeploymentPlan compare(DesiredStack stack, SwarmSnapshot state) throws InterruptedException {
        return context.phases()
                .<DeploymentPlan, RuntimeException>run(
                        Phase.SECRETS, () -> planned(stack, state), DeploymentPlan::objects);
    }

    /** From here on the values of all its secrets are known, of generated ones, too. */
    private DeploymentPlan planned(DesiredStack stack, SwarmSnapshot state) {
        DeploymentPlan planned = DeploymentPlan.of(stack, state, settings());
        Consumer<String> told = context.surroundings().secrets();
        planned.stack().secrets().forEach(secret -> secret.content()
                .ifPresent(value -> SecretResolver.tell(value, told)));
        return planned;
    }

    /** An earlier attempt that died before it touched anything may have left the lock, which holds nobody up now. */
    private void checkApproval(DeploymentPlan planned, SwarmSnapshot seen) throws InterruptedException {
        try {
            context.approval().check(planned, List.of());
        } catch (InvalidRequestException e) {
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
    private boolean isOurOwnHalf(SwarmSnapshot state) {
        return context.surroundings().memory().progress().touched()
                && state.lock().isPresent();
    }

    /** Nothing is to be done, but that says nothing about whether what is there works. */
    private DeployResult confirm(DeploymentPlan planned, SwarmSnapshot state)
            throws ReleaseFailedException, InterruptedException {
        int number = state.releases().currentNumber();
        planned.services().forEach(context::emit);
        Rollout rollout = context.looking(state);
        try {
            rollout.confirm(planned.specs());
            new ProbePhase(context).run();
            return DeployResult.unchanged(number, planned, settings());
        } catch (ConvergenceException e) {
            throw new ReleaseFailedException(
                    "Nothing of " + context.stack() + " was changed, but it does not run as release " + number
                            + " says: " + e.getMessage(),
                    ReleaseFailedException.Stack.WHOLE,
                    rollout.diagnose(e));
        } catch (ProbeFailedException e) {
            throw new ReleaseFailedException(
                    "Nothing of " + context.stack() + " was changed. " + e.getMessage(),
                    ReleaseFailedException.Stack.WHOLE,
                    List.of());
        }
    }

    private ReleaseSettings settings() {
        return context.settings();
    }
}
