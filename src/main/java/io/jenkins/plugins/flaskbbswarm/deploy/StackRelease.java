package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.plan.Waves;
import io.jenkins.plugins.flaskbbswarm.rollout.HeldLock;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailed;
import io.jenkins.plugins.flaskbbswarm.rollout.NotConverged;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeFailed;
import io.jenkins.plugins.flaskbbswarm.rollout.Prober;
import io.jenkins.plugins.flaskbbswarm.rollout.Release;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The release of a stack whose images are in the registry: all of it or nothing. */
final class StackRelease {
    private final Engine engine;
    private final ReleaseSettings settings;
    private final Surroundings surroundings;
    private final Phases phases;
    private final RegistryLogins auth;
    private final SwarmReader reader;

    StackRelease(
            Engine engine, ReleaseSettings settings, Surroundings surroundings, Phases phases, RegistryLogins auth) {
        this.engine = engine;
        this.settings = settings;
        this.surroundings = surroundings;
        this.phases = phases;
        this.auth = auth;
        this.reader = new SwarmReader(engine);
    }

    /** Looks first without the lock, since the lock is a write and there may be nothing to do. */
    DeployResult release(DesiredStack stack) throws ReleaseFailed, InterruptedException {
        return release(stack, reader.read(settings.stack()), List.of());
    }

    /**
     * The same for somebody who has just looked.
     *
     * @param nodes empty if they were not looked at
     */
    DeployResult release(DesiredStack stack, SwarmState state, List<Node> nodes)
            throws ReleaseFailed, InterruptedException {
        Planned planned = compare(stack, state);
        planned.changes(List.of()).requireToBe(settings.manner().expected());
        if (!isWatched() && planned.hasNothingToSend(state)) {
            return DeployResult.sent(number(state), false, planned, settings);
        }
        if (planned.isDone(state)) {
            return confirm(planned, state, nodes);
        }
        try (HeldLock lock = ReleaseLock.take(engine, settings.stack(), surroundings)) {
            return releaseLocked(stack, lock);
        }
    }

    /** Versions are found again by their salted fingerprints, which takes its time: a phase of its own. */
    private Planned compare(DesiredStack stack, SwarmState state) throws InterruptedException {
        return phases.<Planned, RuntimeException>run(
                "Secrets and configs", () -> Planned.of(stack, state, settings), Planned::objects);
    }

    private DeployResult releaseLocked(DesiredStack stack, HeldLock lock) throws ReleaseFailed, InterruptedException {
        SwarmState state = reader.read(settings.stack());
        Planned planned = Planned.of(stack, state, settings);
        planned.changes(List.of()).requireToBe(settings.manner().expected());
        phases.run("Plan", () -> show(planned, state));
        Rollout rollout = begin(planned, state);
        lock.stackIsHalfWay();
        int number;
        try {
            Optional<Release.Migrated> migration = carryOut(rollout, planned, state);
            if (!isWatched()) {
                rollout.remove(planned.onlyServicesThatLeave());
                lock.stackIsWhole();
                return DeployResult.sent(number(state), true, planned, settings);
            }
            number = record(rollout, planned, state, migration);
        } catch (JobFailed | NotConverged | ProbeFailed | InterruptedException | RuntimeException e) {
            throw ended(e, rollout, planned, state, lock);
        }
        lock.stackIsWhole();
        tidy(rollout, planned);
        return DeployResult.released(number, planned, settings);
    }

    private ReleaseFailed ended(Exception e, Rollout rollout, Planned planned, SwarmState before, HeldLock lock) {
        ReleaseFailed failed;
        if (e instanceof InterruptedException && settings.rollout().onAbort() == OnAbort.LEAVE) {
            failed = new Leaving(reader, settings.stack()).after(planned, before);
        } else {
            SortedMap<String, ObjectNode> baseline =
                    before.releases().current().map(Release::services).orElseGet(lock::baseline);
            failed = new PutBack(rollout, new Phases(surroundings.events()), surroundings.events(), settings)
                    .after(e, baseline, before.releases());
        }
        failed.initCause(e);
        if (failed.stack() != ReleaseFailed.Stack.BROKEN) {
            lock.stackIsWhole();
        }
        return failed;
    }

    /** The release has succeeded, and an interrupt or a failing engine must not leave what it no longer has. */
    private void tidy(Rollout rollout, Planned planned) {
        boolean interrupted = false;
        try {
            rollout.remove(planned.plan());
        } catch (InterruptedException e) {
            interrupted = true;
            removeAgain(rollout, planned);
        } catch (EngineException e) {
            removalFailed(e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeAgain(Rollout rollout, Planned planned) {
        try {
            rollout.remove(planned.plan());
        } catch (EngineException | InterruptedException e) {
            removalFailed(e);
        }
    }

    private void removalFailed(Exception e) {
        String why = e instanceof InterruptedException ? "interrupted" : e.getMessage();
        surroundings
                .events()
                .emit(new Event.Warning(
                        settings.stack().name(), "what left the stack may still be there: " + why, "deploy again"));
    }

    private String show(Planned planned, SwarmState state) throws InterruptedException {
        List<Node> nodes = engine.nodes().list().stream().map(Node::new).toList();
        List<String> problems = settings.problems(planned.stack(), state.observed(), nodes);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        PlanText.of(planned.plan()).forEach(line -> surroundings.events().emit(new Event.Output("plan", line)));
        planned.services().forEach(surroundings.events()::emit);
        return Count.of(planned.plan().actions().size(), "change");
    }

    private Optional<Release.Migrated> carryOut(Rollout rollout, Planned planned, SwarmState state)
            throws JobFailed, NotConverged, ProbeFailed, InterruptedException {
        rollout.endJobs(state.observed());
        phases.run("Networks, secrets and configs", () -> rollout.createObjects(planned.plan()) + " created");
        Optional<Release.Migrated> migration =
                new Migrating(settings, phases, surroundings.events()).run(rollout, planned, state);
        phases.run("Roll out", () -> {
            if (!isWatched()) {
                rollout.applyServices(planned.plan());
                return "sent, and nobody waits for it";
            }
            inWaves(rollout, planned);
            return Count.of(planned.serviceNames().size(), "service") + " as wanted";
        });
        if (isWatched()) {
            probe();
        }
        return migration;
    }

    /** A later wave may have done harm to an earlier one, so in the end all are looked at together. */
    private void inWaves(Rollout rollout, Planned planned) throws NotConverged, InterruptedException {
        if (settings.rollout().ordered()) {
            for (Set<String> wave : Waves.of(planned.stack().services())) {
                rollout.applyServices(planned.plan(), wave::contains);
                rollout.awaitConvergence(wave);
            }
        } else {
            rollout.applyServices(planned.plan());
        }
        rollout.awaitConvergence(planned.serviceNames());
    }

    private boolean isWatched() {
        return settings.manner().watched();
    }

    private static int number(SwarmState state) {
        return state.releases().current().map(Release::number).orElse(0);
    }

    private void probe() throws ProbeFailed, InterruptedException {
        if (settings.probe().isPresent()) {
            phases.<ProbeFailed>run("Probe", () -> {
                new Prober(surroundings.events()).await(settings.probe().get());
                return settings.probe().get().url().toString();
            });
        }
    }

    private int record(Rollout rollout, Planned planned, SwarmState state, Optional<Release.Migrated> migration)
            throws InterruptedException {
        if (!planned.isNewRelease()) {
            return number(state);
        }
        int number = state.releases().next();
        SortedMap<String, ObjectNode> services =
                new TreeMap<>(reader.read(settings.stack()).observed().specs());
        services.keySet().retainAll(planned.serviceNames());
        Release release = new Release(
                number,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                surroundings.owner(),
                Release.Outcome.SUCCEEDED,
                Count.of(planned.plan().actions().size(), "change"),
                services,
                new TreeMap<>(planned.networks()),
                migration);
        rollout.record(release, state.releases(), settings.keep());
        return number;
    }

    /** Nothing is to be done, but that says nothing about whether what is there works. */
    private DeployResult confirm(Planned planned, SwarmState state, List<Node> nodes)
            throws ReleaseFailed, InterruptedException {
        int number = number(state);
        planned.services().forEach(surroundings.events()::emit);
        Rollout rollout = Rollout.looking(
                engine, settings.stack(), state.observed(), auth, settings.rollout(), surroundings.events());
        try {
            rollout.confirm(planned.serviceNames(), nodes, state);
            probe();
            return DeployResult.unchanged(number, planned, settings);
        } catch (NotConverged e) {
            throw new ReleaseFailed(
                    "Nothing of " + settings.stack() + " was changed, but it does not run as release " + number
                            + " says: " + e.getMessage(),
                    ReleaseFailed.Stack.WHOLE,
                    rollout.diagnose(e));
        } catch (ProbeFailed e) {
            throw new ReleaseFailed(
                    "Nothing of " + settings.stack() + " was changed. " + e.getMessage(),
                    ReleaseFailed.Stack.WHOLE,
                    List.of());
        }
    }

    private Rollout begin(Planned planned, SwarmState state) throws InterruptedException {
        return Rollout.begin(
                engine,
                settings.stack(),
                state.observed(),
                Planned.unproven(state),
                planned.networks(),
                auth,
                settings.rollout(),
                surroundings.events());
    }
}
