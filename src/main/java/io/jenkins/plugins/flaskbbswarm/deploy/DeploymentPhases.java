package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.release.LockLostException;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.ProbeFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.Prober;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.SchemaFailedException;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The phases of a deployment one by one, for pipelines that put them together themselves. What one of them did, a later
 * {@link Deployment} finds done. All methods throw what {@link Deployment#run} throws.
 */
public final class DeploymentPhases {
    private final DeployConfig config;
    private final DeploymentContext surroundings;
    private final Phases phases;

    public DeploymentPhases(DeployConfig config, DeploymentContext surroundings) {
        this.config = config;
        this.surroundings = surroundings;
        this.phases = new Phases(surroundings.events(), surroundings.gate());
    }

    /** What is done with an engine. */
    private interface Part<T> {
        T with(Engine engine, RegistryLogins logins) throws ReleaseFailedException, InterruptedException;
    }

    /** What is done while the stack is locked. */
    private interface LockedPart<T> {
        T with(Rollout rollout, DeploymentPlan planned, LockedStack locked)
                throws ReleaseFailedException, InterruptedException;
    }

    /** Builds the images that the registry does not hold; returns which image is built or unchanged. */
    public SortedMap<String, String> build() throws ReleaseFailedException, InterruptedException {
        return built(images -> {
            phases.run(Phase.BUILD, () -> images.build(config.images()));
            return images.built();
        });
    }

    /** Builds and pushes what the registry does not hold; returns each image with its digest. */
    public SortedMap<String, String> push() throws ReleaseFailedException, InterruptedException {
        return built(images -> {
            phases.run(Phase.BUILD, () -> images.build(config.images()));
            phases.run(Phase.PUSH, images::push);
            return images.digests();
        });
    }

    /** What is done with the images. */
    private interface ImagePart<T> {
        T with(DeploymentImages images) throws ReleaseFailedException, InterruptedException;
    }

    private <T> T built(ImagePart<T> part) throws ReleaseFailedException, InterruptedException {
        return open((engine, logins) -> {
            try (BuildEngine builder = BuildEngine.of(config, engine, surroundings, DeploymentPolicy.NONE)) {
                return part.with(new DeploymentImages(
                        engine, builder.engine(), logins, surroundings.events(), DeploymentPolicy.NONE));
            }
        });
    }

    /** Makes the networks that are missing; returns their names on the engine by those in the stack files. */
    public SortedMap<String, String> networks() throws ReleaseFailedException, InterruptedException {
        return create(Action.CreateNetwork.class::isInstance, planned -> {
            SortedMap<String, String> names = new TreeMap<>();
            for (DesiredNetwork network : planned.stack().networks()) {
                names.put(network.key(), network.name());
            }
            return names;
        });
    }

    /** Makes the versions of secrets that are missing; returns their names by those in the stack files. */
    public SortedMap<String, String> secrets() throws ReleaseFailedException, InterruptedException {
        return create(isOf(ObjectKind.SECRET), planned -> names(planned.stack().secrets()));
    }

    /** Makes the versions of configs that are missing; returns their names by those in the stack files. */
    public SortedMap<String, String> configs() throws ReleaseFailedException, InterruptedException {
        return create(isOf(ObjectKind.CONFIG), planned -> names(planned.stack().configs()));
    }

    /** Runs the migration, unless the last release ran the same; returns the last lines that it printed. */
    public List<String> migrate() throws ReleaseFailedException, InterruptedException {
        return open((engine, logins) -> locked(engine, logins, true, (rollout, planned, locked) -> {
            requireNoSchemaInTheWay(planned, locked.state());
            rollout.endTemporary(locked.state().observed());
            phases.run(Phase.OBJECTS, () -> rollout.createObjects(planned.plan()) + " created");
            try {
                return new Migration(settings(), phases, surroundings, locked.lock())
                        .run(rollout, planned, locked.state())
                        .map(Release.Migrated::log)
                        .orElse(List.of());
            } catch (JobFailedException e) {
                throw failed(e, undone(rollout, e));
            } catch (InterruptedException e) {
                undone(rollout, e);
                throw e;
            }
        }));
    }

    /** What an earlier run left is for a whole release to take back: its services go back, too. */
    private void requireNoSchemaInTheWay(DeploymentPlan planned, SwarmSnapshot state) throws ReleaseFailedException {
        if (Migration.isInTheWay(planned.stack(), state, settings())) {
            throw new ReleaseFailedException(
                    "An earlier release of " + config.stack() + " changed the schema and did not end; deploy the stack"
                            + " to take that back. Nothing was changed.",
                    ReleaseFailedException.Stack.WHOLE,
                    List.of());
        }
    }

    /** Brings the schema back, and returns what there is to say of that. */
    private String undone(Rollout rollout, Exception failure) throws ReleaseFailedException, InterruptedException {
        try {
            return SchemaWords.of(rollout.takeBackSchema());
        } catch (SchemaFailedException e) {
            throw new ReleaseFailedException(
                    "The migration of " + config.stack() + " failed: " + failure.getMessage()
                            + ". The schema could not be brought back: " + e.getMessage() + SchemaWords.byHand(e),
                    ReleaseFailedException.Stack.BROKEN,
                    List.of());
        }
    }

    /** Probes, if there is a probe; returns the address. */
    public Optional<String> probe() throws ReleaseFailedException, InterruptedException {
        if (config.probe().isPresent()) {
            try {
                new Prober(surroundings.events()).await(config.probe().get());
            } catch (ProbeFailedException e) {
                throw new ReleaseFailedException(e.getMessage(), ReleaseFailedException.Stack.WHOLE, List.of());
            }
        }
        return config.probe().map(probe -> probe.url().toString());
    }

    private interface Names {
        SortedMap<String, String> of(DeploymentPlan planned);
    }

    private SortedMap<String, String> create(Predicate<Action> wanted, Names names)
            throws ReleaseFailedException, InterruptedException {
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

    private <T> T open(Part<T> part) throws ReleaseFailedException, InterruptedException {
        RegistryLogins logins = RegistryLoginResolver.of(config, surroundings);
        try (Engine engine = EngineConnector.open(config.engine(), surroundings)) {
            return part.with(engine, logins);
        }
    }

    private <T> T locked(Engine engine, RegistryLogins logins, boolean built, LockedPart<T> part)
            throws ReleaseFailedException, InterruptedException {
        DesiredStack stack = pinned(engine, logins, built);
        ReleaseContext context =
                new ReleaseContext(engine, settings(), surroundings, new Phases(surroundings.events()), logins);
        try (LockedStack locked = LockedStack.acquire(engine, config.stack(), surroundings)) {
            DeploymentPlan planned = DeploymentPlan.of(stack, locked.state(), settings());
            return part.with(context.begin(planned, locked.state(), locked.lock()), planned, locked);
        } catch (LockLostException e) {
            throw new ReleaseFailedException(
                    "Stopped: " + e.getMessage() + ", and may be at work on it. No service was changed.",
                    ReleaseFailedException.Stack.TAKEN,
                    List.of());
        }
    }

    private DesiredStack pinned(Engine engine, RegistryLogins logins, boolean built) throws InterruptedException {
        DesiredStack stack = new StackPreparation(config, surroundings).prepare();
        DeploymentImages images = new DeploymentImages(engine, logins, surroundings.events());
        List<String> unbuilt = images.look(config.images());
        if (built && !unbuilt.isEmpty()) {
            throw new InvalidRequestException(
                    unbuilt.stream().map(image -> image + "; push it first").toList());
        }
        return images.pin(stack);
    }

    private ReleaseFailedException failed(JobFailedException failure, String schema) {
        return new ReleaseFailedException(
                "The migration of " + config.stack() + " failed: " + failure.getMessage() + schema
                        + ". No service was changed.",
                ReleaseFailedException.Stack.WHOLE,
                List.of());
    }

    private ReleaseSettings settings() {
        return ReleaseSettings.of(config);
    }
}
