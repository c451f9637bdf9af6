package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailed;
import io.jenkins.plugins.flaskbbswarm.rollout.LockLost;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeFailed;
import io.jenkins.plugins.flaskbbswarm.rollout.Prober;
import io.jenkins.plugins.flaskbbswarm.rollout.Release;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The phases of a deployment one by one, for pipelines that put them together themselves. What one of them did, a later
 * {@link Deployment} finds done. All methods throw what {@link Deployment#run} throws.
 */
public final class DeploymentParts {
    private final DeployConfig config;
    private final Surroundings surroundings;
    private final Phases phases;

    public DeploymentParts(DeployConfig config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
        this.phases = new Phases(surroundings.events(), surroundings.gate());
    }

    /** What is done with an engine. */
    private interface Part<T> {
        T with(Engine engine, RegistryLogins logins) throws ReleaseFailed, InterruptedException;
    }

    /** What is done while the stack is locked. */
    private interface LockedPart<T> {
        T with(Rollout rollout, Planned planned, LockedStack locked) throws ReleaseFailed, InterruptedException;
    }

    /** Builds the images that the registry does not hold; returns which image is built or unchanged. */
    public SortedMap<String, String> build() throws ReleaseFailed, InterruptedException {
        return open((engine, logins) -> {
            Images images = new Images(engine, logins, surroundings.events());
            phases.run("Build", () -> images.build(config.images()));
            return images.built();
        });
    }

    /** Builds and pushes what the registry does not hold; returns each image with its digest. */
    public SortedMap<String, String> push() throws ReleaseFailed, InterruptedException {
        return open((engine, logins) -> {
            Images images = new Images(engine, logins, surroundings.events());
            phases.run("Build", () -> images.build(config.images()));
            phases.run("Push", images::push);
            return images.digests();
        });
    }

    /** Makes the networks that are missing; returns their names on the engine by those in the stack files. */
    public SortedMap<String, String> networks() throws ReleaseFailed, InterruptedException {
        return create(Action.CreateNetwork.class::isInstance, planned -> {
            SortedMap<String, String> names = new TreeMap<>();
            for (DesiredNetwork network : planned.stack().networks()) {
                names.put(network.key(), network.name());
            }
            return names;
        });
    }

    /** Makes the versions of secrets that are missing; returns their names by those in the stack files. */
    public SortedMap<String, String> secrets() throws ReleaseFailed, InterruptedException {
        return create(isOf(ObjectKind.SECRET), planned -> names(planned.stack().secrets()));
    }

    /** Makes the versions of configs that are missing; returns their names by those in the stack files. */
    public SortedMap<String, String> configs() throws ReleaseFailed, InterruptedException {
        return create(isOf(ObjectKind.CONFIG), planned -> names(planned.stack().configs()));
    }

    /** Runs the migration, unless the last release ran the same; returns the last lines that it printed. */
    public List<String> migrate() throws ReleaseFailed, InterruptedException {
        return open((engine, logins) -> locked(engine, logins, true, (rollout, planned, locked) -> {
            rollout.endJobs(locked.state().observed());
            phases.run("Networks, secrets and configs", () -> rollout.createObjects(planned.plan()) + " created");
            try {
                return new Migrating(settings(), phases, surroundings, locked.lock())
                        .run(rollout, planned, locked.state())
                        .map(Release.Migrated::log)
                        .orElse(List.of());
            } catch (JobFailed e) {
                throw failed(e);
            }
        }));
    }

    /** Probes, if there is a probe; returns the address. */
    public Optional<String> probe() throws ReleaseFailed, InterruptedException {
        if (config.probe().isPresent()) {
            try {
                new Prober(surroundings.events()).await(config.probe().get());
            } catch (ProbeFailed e) {
                throw new ReleaseFailed(e.getMessage(), ReleaseFailed.Stack.WHOLE, List.of());
            }
        }
        return config.probe().map(probe -> probe.url().toString());
    }

    private interface Names {
        SortedMap<String, String> of(Planned planned);
    }

    private SortedMap<String, String> create(Predicate<Action> wanted, Names names)
            throws ReleaseFailed, InterruptedException {
        return open((engine, logins) -> locked(engine, logins, false, (rollout, planned, locked) -> {
            List<Action> actions =
                    planned.plan().actions().stream().filter(wanted).toList();
            rollout.createObjects(new Plan(config.stack(), actions, List.of()));
            return names.of(planned);
        }));
    }

    private static Predicate<Action> isOf(ObjectKind kind) {
        return action -> action instanceof Action.CreateObject create && create.kind() == kind;
    }

    private static SortedMap<String, String> names(List<DesiredObject> objects) {
        SortedMap<String, String> names = new TreeMap<>();
        objects.forEach(object -> names.put(object.key(), object.name()));
        return names;
    }

    private <T> T open(Part<T> part) throws ReleaseFailed, InterruptedException {
        RegistryLogins logins = RegistryLogin.of(config, surroundings);
        try (Engine engine = EngineAccess.open(config.engine(), surroundings)) {
            return part.with(engine, logins);
        }
    }

    private <T> T locked(Engine engine, RegistryLogins logins, boolean built, LockedPart<T> part)
            throws ReleaseFailed, InterruptedException {
        DesiredStack stack = pinned(engine, logins, built);
        ReleaseContext context =
                new ReleaseContext(engine, settings(), surroundings, new Phases(surroundings.events()), logins);
        try (LockedStack locked = LockedStack.take(engine, config.stack(), surroundings)) {
            Planned planned = Planned.of(stack, locked.state(), settings());
            return part.with(context.begin(planned, locked.state(), locked.lock()), planned, locked);
        } catch (LockLost e) {
            throw new ReleaseFailed(
                    "Stopped: " + e.getMessage() + ", and may be at work on it. No service was changed.",
                    ReleaseFailed.Stack.TAKEN,
                    List.of());
        }
    }

    private DesiredStack pinned(Engine engine, RegistryLogins logins, boolean built) throws InterruptedException {
        DesiredStack stack = new StackPreparation(config, surroundings).prepare();
        Images images = new Images(engine, logins, surroundings.events());
        List<String> unbuilt = images.look(config.images());
        if (built && !unbuilt.isEmpty()) {
            throw new Refused(
                    unbuilt.stream().map(image -> image + "; push it first").toList());
        }
        return images.pin(stack);
    }

    private ReleaseFailed failed(JobFailed failure) {
        return new ReleaseFailed(
                "The migration of " + config.stack() + " failed: " + failure.getMessage() + ". No service was changed.",
                ReleaseFailed.Stack.WHOLE,
                List.of());
    }

    private ReleaseSettings settings() {
        return ReleaseSettings.of(config);
    }
}
