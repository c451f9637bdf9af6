package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.rollout.ConvergenceException;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutStrategy;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Count;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A release that has something to do, under the stack's lock: carries it out to its end, or puts the stack back. */
final class LockedRelease {
    private final ReleaseContext context;
    private final AcquiredLock lock;
    private final SwarmSnapshot before;
    private final DeploymentPlan planned;
    private final Migration migration;
    private boolean isTouched;

    LockedRelease(ReleaseContext context, LockedStack locked, DeploymentPlan planned) {
        this.context = context;
        this.lock = locked.lock();
        this.before = locked.state();
        this.planned = planned;
        this.migration = new Migration(context.settings(), context.phases(), context.surroundings(), lock);
    }

    DeployResult release() throws ReleaseFailedException, InterruptedException {
        isTouched = lock.inherited().isPresent();
        checkApproval();
        context.phases().run(Phase.PLAN, this::show);
        memory().save(memory().progress().planned(lock.hold(), before.releases().next(), isTouched, approval()));
        Rollout rollout = context.begin(planned, before, lock);
        lock.interruptWhenLost();
        DeployResult result;
        try {
            result = carryOut(rollout);
        } catch (JobFailedException
                | ConvergenceException
                | ProbeFailedException
                | InterruptedException
                | RuntimeException e) {
            throw ended(e, rollout);
        } finally {
            lock.interruptNoMore();
        }
        lock.markConsistent();
        if (context.isWatched()) {
            new Cleanup(context, rollout, planned).run();
        }
        return result;
    }

    /** An earlier attempt that changed something is undone if the rest is not what was approved. */
    private void checkApproval() throws ReleaseFailedException, InterruptedException {
        try {
            context.approval().check(planned, List.of());
        } catch (InvalidRequestException e) {
            if (!isTouched) {
                throw e;
            }
            throw ended(e, context.begin(planned, before, lock));
        }
    }

    /** What this plan was approved as, if anybody looks at plans here; a part of it is not approved by itself. */
    private ApprovedPlan approval() {
        ReleaseMemory memory = memory();
        boolean isFirst = memory.progress().plan().isNone();
        return isFirst && memory.holdsToThePlan()
                ? ApprovedPlan.of(planned)
                : memory.progress().plan();
    }

    private ReleaseMemory memory() {
        return context.surroundings().memory();
    }

    private String show() {
        context.settings().check(planned.stack(), before);
        PlanText.of(planned.plan()).forEach(line -> context.emit(new Event.Output("plan", line)));
        planned.wayBack().ifPresent(way -> context.emit(new Event.Note("migration", "way back: " + way)));
        planned.order().forEach(line -> context.emit(new Event.Output("plan", line)));
        planned.services().forEach(context::emit);
        return Count.of(planned.plan().actions().size(), "change");
    }

    private DeployResult carryOut(Rollout rollout)
            throws JobFailedException, ConvergenceException, ProbeFailedException, InterruptedException {
        context.phases().run(Phase.OBJECTS, () -> createObjects(rollout));
        Optional<Release.Migrated> migrated = migration.run(rollout, planned, before);
        if (!context.isWatched()) {
            context.phases().run(Phase.ROLL_OUT, () -> send(rollout));
            rollout.remove(planned.onlyServicesThatLeave());
            return DeployResult.sent(before.releases().currentNumber(), true, planned, context.settings());
        }
        if (strategy().isTrying(planned.plan())) {
            context.phases().<ConvergenceException>run(Phase.CANARY, () -> strategy()
                    .tryOut(rollout, planned.plan(), planned.stack()));
        }
        SortedMap<String, ObjectNode> services = context.phases()
                .<SortedMap<String, ObjectNode>, ConvergenceException>run(
                        Phase.ROLL_OUT,
                        () -> strategy().rollOut(rollout, planned.plan(), planned.stack()),
                        running -> Count.of(running.size(), "service") + " converged");
        new ProbePhase(context).run();
        rollout.verify(planned.specs());
        context.surroundings().gate().pass(Phase.RECORD);
        int number = record(rollout, services, migrated);
        forgetSchema(rollout, migrated);
        return DeployResult.released(number, planned, context.settings());
    }

    /** From here on the schema is that of the release, and no later run has to undo its migration. */
    private void forgetSchema(Rollout rollout, Optional<Release.Migrated> migration) throws InterruptedException {
        boolean isThere = before.observed().configs().containsKey(SchemaChange.configName(context.stack()));
        boolean isOurs = !migration.equals(before.releases().current().flatMap(Release::migration));
        if (isThere || isOurs && mayChangeBack()) {
            rollout.schema().forget();
        }
    }

    private boolean mayChangeBack() {
        DeployConfig.WayBack back =
                context.settings().migration().map(DeployConfig.Migration::back).orElse(DeployConfig.WayBack.NONE);
        return context.settings().schema().isPresent() || !back.equals(DeployConfig.WayBack.NONE);
    }

    private RolloutStrategy strategy() {
        return context.settings().rollout().strategy();
    }

    /** The first phase that writes. */
    private String createObjects(Rollout rollout) throws InterruptedException {
        memory().save(memory().progress().begun());
        lock.markInProgress();
        isTouched = true;
        rollout.endTemporary(before.observed());
        return rollout.createObjects(planned.plan()) + " created";
    }

    private String send(Rollout rollout) throws InterruptedException {
        rollout.applyServices(planned.plan());
        rollout.tellOfDropped();
        return "sent (detached)";
    }

    /** @param services their specs as they were seen to run */
    private int record(Rollout rollout, SortedMap<String, ObjectNode> services, Optional<Release.Migrated> migration)
            throws InterruptedException {
        if (!planned.isNewRelease()) {
            int current = before.releases().currentNumber();
            rollout.label(current, planned.labels(before.observed()));
            return current;
        }
        int number = before.releases().next();
        Release release = new Release(
                number,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                context.surroundings().owner(),
                Release.Outcome.SUCCEEDED,
                message(),
                services,
                new TreeMap<>(planned.networks()),
                migration,
                dropped(rollout, services.keySet()));
        rollout.record(
                release,
                planned.labels(before.observed()),
                before.releases(),
                context.settings().keep());
        return number;
    }

    private Release.Dropped dropped(Rollout rollout, Set<String> services) {
        return DeploymentPlan.dropped(before).and(rollout.dropped(List.of()), services);
    }

    private String message() {
        return Count.of(planned.plan().actions().size(), "change")
                + context.settings().occasion().map(occasion -> ": " + occasion).orElse("");
    }

    private ReleaseFailedException ended(Exception e, Rollout rollout) throws InterruptedException {
        if (e instanceof InterruptedException stopped && !isTouched && !lock.isLost()) {
            throw stopped;
        }
        if (!isTouched && !lock.isLost() && (e instanceof EngineException || e instanceof InvalidRequestException)) {
            return untouched(e);
        }
        ReleaseFailedException failed =
                lock.isLost() ? taken() : leavesStackOnAbort(e) ? left(rollout) : putBack(e, rollout);
        if (lock.lost().isPresent() && failed.stack() == ReleaseFailedException.Stack.BROKEN) {
            failed = taken();
        }
        failed.initCause(e);
        if (failed.stack() != ReleaseFailedException.Stack.BROKEN && !isSchemaLeft(failed)) {
            lock.markConsistent();
            memory().save(memory().progress().ended());
        }
        return failed;
    }

    /** Whoever deploys something else next has to take the schema back, and the services that run on it. */
    private boolean isSchemaLeft(ReleaseFailedException failed) {
        if (failed.stack() != ReleaseFailedException.Stack.LEFT || !mayChangeBack()) {
            return false;
        }
        try {
            return new SwarmReader(context.engine())
                    .read(context.stack())
                    .schema()
                    .isPresent();
        } catch (EngineException | InterruptedException e) {
            return true;
        }
    }

    /** There is nothing to roll back. */
    private ReleaseFailedException untouched(Exception e) {
        ReleaseFailedException failed = new ReleaseFailedException(
                "Nothing of " + context.stack() + " was changed: " + e.getMessage(),
                ReleaseFailedException.Stack.WHOLE,
                List.of());
        failed.initCause(e);
        return failed;
    }

    private boolean leavesStackOnAbort(Exception e) {
        return e instanceof InterruptedException
                && !memory().progress().stop().isError()
                && context.settings().rollout().onAbort() == OnAbort.LEAVE;
    }

    /** A canary is no part of a stack that is left as it is. */
    private ReleaseFailedException left(Rollout rollout) {
        try {
            rollout.endTemporary(
                    new SwarmReader(context.engine()).read(context.stack()).observed());
        } catch (InterruptedException | RuntimeException e) {
            context.emit(new Event.Warning(
                    context.stack().name(),
                    "it was not looked for canaries and jobs that are left: " + e.getMessage(),
                    "the next release removes them"));
        }
        return new AbortReport(new SwarmReader(context.engine()), context.stack(), rollout).after(planned, before);
    }

    /** Nothing is rolled back over the work of another. */
    private ReleaseFailedException taken() {
        return new ReleaseFailedException(
                "The release of " + context.stack() + " stopped: "
                        + lock.lost().map(Throwable::getMessage).orElse("its lock is gone")
                        + ". Nothing was rolled back, since another run may be at work on the stack; what this one"
                        + " changed stays until that one, or the next deployment, changes it",
                ReleaseFailedException.Stack.TAKEN,
                List.of());
    }

    private ReleaseFailedException putBack(Exception e, Rollout rollout) {
        return new Rollback(rollout, context.surroundings(), context.settings(), migration::hasRun)
                .after(e, before, lock.inherited().orElse(UndoLog.NOTHING));
    }
}
