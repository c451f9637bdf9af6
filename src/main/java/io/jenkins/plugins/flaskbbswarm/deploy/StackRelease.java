package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.plan.Preflight;
import io.jenkins.plugins.flaskbbswarm.rollout.Diagnosis;
import io.jenkins.plugins.flaskbbswarm.rollout.HeldLock;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailed;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;
import io.jenkins.plugins.flaskbbswarm.rollout.NotConverged;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeFailed;
import io.jenkins.plugins.flaskbbswarm.rollout.Prober;
import io.jenkins.plugins.flaskbbswarm.rollout.Release;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.rollout.StackLock;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The release of a stack whose images are in the registry: all of it or nothing. */
final class StackRelease {
    private final Engine engine;
    private final DeployConfig config;
    private final Surroundings surroundings;
    private final Phases phases;
    private final Optional<RegistryAuth> auth;
    private final SwarmReader reader;

    StackRelease(
            Engine engine, DeployConfig config, Surroundings surroundings, Phases phases, Optional<RegistryAuth> auth) {
        this.engine = engine;
        this.config = config;
        this.surroundings = surroundings;
        this.phases = phases;
        this.auth = auth;
        this.reader = new SwarmReader(engine);
    }

    /** Looks first without the lock, since the lock is a write and there may be nothing to do. */
    DeployResult release(DesiredStack stack) throws ReleaseFailed, InterruptedException {
        SwarmState state = reader.read(config.stack());
        Planned planned = Planned.of(stack, state, config.keep());
        if (planned.isDone(state)) {
            return confirm(planned, state);
        }
        try (HeldLock lock = lock(state)) {
            return releaseLocked(stack, lock);
        }
    }

    private HeldLock lock(SwarmState state) throws ReleaseFailed, InterruptedException {
        try {
            return new StackLock(engine, config.stack(), surroundings.events())
                    .acquire(surroundings.owner(), baseline(state), surroundings.lockPatience());
        } catch (StackLock.Held e) {
            throw new ReleaseFailed(e.getMessage() + ". Nothing was changed.", true, List.of());
        }
    }

    /** What a failure puts back: the last success, or what was there if we have never released this stack. */
    private static SortedMap<String, ObjectNode> baseline(SwarmState state) {
        return state.releases().current().map(Release::services).orElseGet(() -> {
            SortedMap<String, ObjectNode> specs = new TreeMap<>();
            state.observed().services().values().stream()
                    .filter(service -> !service.isJobOfRelease())
                    .forEach(service -> specs.put(service.name(), service.spec()));
            return specs;
        });
    }

    private DeployResult releaseLocked(DesiredStack stack, HeldLock lock) throws ReleaseFailed, InterruptedException {
        SwarmState state = reader.read(config.stack());
        SortedMap<String, ObjectNode> baseline =
                state.releases().current().map(Release::services).orElseGet(lock::baseline);
        Planned planned = Planned.of(stack, state, config.keep());
        phases.run("Plan", () -> show(planned, state));
        Rollout rollout = begin(planned, state);
        try {
            Optional<Release.Migrated> migration = carryOut(rollout, planned, state);
            int number = record(rollout, planned, state, migration);
            rollout.remove(planned.plan());
            return result(number, true, planned);
        } catch (JobFailed | NotConverged | ProbeFailed | EngineException e) {
            throw putBack(rollout, planned, state, baseline, e);
        } catch (InterruptedException e) {
            surroundings.events().emit(new Event.Note(config.stack().name(), "interrupted: putting the stack back"));
            throw putBack(rollout, planned, state, baseline, e);
        }
    }

    private String show(Planned planned, SwarmState state) throws InterruptedException {
        List<Node> nodes = engine.nodes().list().stream().map(Node::new).toList();
        List<String> problems = Preflight.problems(planned.stack(), state.observed(), nodes);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        PlanText.of(planned.plan()).forEach(line -> surroundings.events().emit(new Event.Output("plan", line)));
        return planned.plan().actions().size() + " changes";
    }

    private Optional<Release.Migrated> carryOut(Rollout rollout, Planned planned, SwarmState state)
            throws JobFailed, NotConverged, ProbeFailed, InterruptedException {
        rollout.endJobs(state.observed());
        phases.run("Secrets and configs", () -> {
            rollout.createObjects(planned.plan());
            return planned.stack().secrets().size() + " secrets, "
                    + planned.stack().configs().size() + " configs";
        });
        Optional<Release.Migrated> migration = migrate(rollout, planned, state);
        phases.run("Roll out", () -> {
            rollout.applyServices(planned.plan());
            rollout.awaitConvergence(names(planned));
            return planned.stack().services().size() + " services run as wanted";
        });
        probe();
        return migration;
    }

    private Optional<Release.Migrated> migrate(Rollout rollout, Planned planned, SwarmState state)
            throws JobFailed, InterruptedException {
        Optional<Release.Migrated> before = state.releases().current().flatMap(Release::migration);
        if (config.migration().isEmpty() || !planned.isNewRelease()) {
            return before;
        }
        DeployConfig.Migration migration = config.migration().get();
        DesiredService model = planned.stack().services().stream()
                .filter(service -> service.key().equals(migration.service()))
                .findFirst()
                .orElseThrow();
        JobSpec job = JobSpec.of(
                config.stack(),
                model,
                migration.command(),
                "migration",
                state.releases().next());
        if (before.map(Release.Migrated::job).equals(Optional.of(job.fingerprint()))) {
            surroundings.events().emit(new Event.Note("migration", "the same as in the last release: not run again"));
            return before;
        }
        Release.Migrated[] done = new Release.Migrated[1];
        phases.<JobFailed>run("Migrate", () -> {
            done[0] = new Release.Migrated(job.fingerprint(), rollout.run(job, migration.timeout()));
            return "done";
        });
        return Optional.of(done[0]);
    }

    private void probe() throws ProbeFailed, InterruptedException {
        if (config.probe().isPresent()) {
            phases.<ProbeFailed>run("Probe", () -> {
                new Prober(surroundings.events()).await(config.probe().get());
                return config.probe().get().url().toString();
            });
        }
    }

    private int record(Rollout rollout, Planned planned, SwarmState state, Optional<Release.Migrated> migration)
            throws InterruptedException {
        if (!planned.isNewRelease()) {
            return state.releases().current().map(Release::number).orElse(0);
        }
        int number = state.releases().next();
        SortedMap<String, ObjectNode> services =
                rollout.services(reader.read(config.stack()).observed());
        services.keySet().retainAll(names(planned));
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Release release = new Release(
                number,
                now,
                surroundings.owner(),
                Release.Outcome.SUCCEEDED,
                planned.plan().actions().size() + " changes",
                services,
                migration);
        rollout.record(release, state.releases(), config.keep());
        return number;
    }

    private ReleaseFailed putBack(
            Rollout rollout,
            Planned planned,
            SwarmState state,
            SortedMap<String, ObjectNode> baseline,
            Exception cause) {
        List<Diagnosis> diagnoses = List.of();
        String why = cause instanceof InterruptedException ? "it was interrupted" : cause.getMessage();
        String to = state.releases()
                .current()
                .map(release -> "release " + release.number())
                .orElse(baseline.isEmpty() ? "nothing: there was no stack before" : "its services as they were before");
        try {
            if (cause instanceof NotConverged failure) {
                diagnoses = rollout.diagnose(failure);
            }
            List<Diagnosis> known = diagnoses;
            known.forEach(diagnosis ->
                    diagnosis.lines().forEach(line -> surroundings.events().emit(new Event.Output("diagnosis", line))));
            phases.run("Put back", () -> {
                rollout.restore(baseline, state.releases().references(config.keep()));
                return "the stack is back at " + to;
            });
            return new ReleaseFailed(
                    "The release of " + config.stack() + " failed: " + why + ". The stack is back at " + to + ".",
                    true,
                    diagnoses);
        } catch (NotConverged | EngineException | InterruptedException e) {
            return new ReleaseFailed(
                    "The release of " + config.stack() + " failed: " + why + ". Putting it back to " + to
                            + " did not succeed either: " + e.getMessage() + ". Look at it: docker stack ps "
                            + config.stack() + "; then deploy again",
                    false,
                    diagnoses);
        }
    }

    /** Nothing is to be done, but that says nothing about whether what is there works. */
    private DeployResult confirm(Planned planned, SwarmState state) throws ReleaseFailed, InterruptedException {
        int number = state.releases().current().map(Release::number).orElse(0);
        Rollout rollout = begin(planned, state);
        try {
            rollout.awaitConvergence(names(planned));
            probe();
            return result(number, false, planned);
        } catch (NotConverged e) {
            throw new ReleaseFailed(
                    "Nothing of " + config.stack() + " was changed, but it does not run as release " + number
                            + " says: " + e.getMessage() + ".",
                    true,
                    rollout.diagnose(e));
        } catch (ProbeFailed e) {
            throw new ReleaseFailed(
                    "Nothing of " + config.stack() + " was changed. " + e.getMessage(), true, List.of());
        }
    }

    private Rollout begin(Planned planned, SwarmState state) throws InterruptedException {
        DeployConfig.Rollout limits = config.rollout();
        RolloutOptions options = new RolloutOptions(
                limits.deadline(), limits.healthy(), limits.monitor(), limits.failures(), limits.parallel());
        return Rollout.begin(
                engine, config.stack(), state.observed(), planned.networks(), auth, options, surroundings.events());
    }

    private static java.util.Set<String> names(Planned planned) {
        return planned.stack().services().stream().map(DesiredService::name).collect(Collectors.toSet());
    }

    private DeployResult result(int number, boolean changed, Planned planned) {
        return new DeployResult(
                number,
                changed,
                planned.plan(),
                planned.stack().services().stream()
                        .map(service -> io.jenkins.plugins.flaskbbswarm.stack.ImageReference.parse(service.body()
                                .at("/TaskTemplate/ContainerSpec/Image")
                                .asText()))
                        .distinct()
                        .toList(),
                config.probe().map(probe -> probe.url()).map(URI::toString));
    }
}
