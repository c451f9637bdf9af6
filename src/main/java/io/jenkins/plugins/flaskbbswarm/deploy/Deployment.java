package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Count;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Optional;

/** One deployment, from its configuration to its one result. */
public final class Deployment {
    private final DeployConfig config;
    private final DeploymentContext surroundings;
    private final DeploymentPolicy terms;
    private final Phases phases;
    private final ReleaseSettings settings;

    public Deployment(DeployConfig config, DeploymentContext surroundings) {
        this(config, surroundings, DeploymentPolicy.NONE);
    }

    public Deployment(DeployConfig config, DeploymentContext surroundings, DeploymentPolicy terms) {
        this(config, surroundings, terms, ReleaseSettings.of(config));
    }

    private Deployment(
            DeployConfig config, DeploymentContext surroundings, DeploymentPolicy terms, ReleaseSettings settings) {
        this.config = config;
        this.surroundings = surroundings;
        this.terms = terms;
        this.phases = new Phases(surroundings.events(), surroundings.gate());
        this.settings = settings;
    }

    /** The same for a reason that the stack's history shows. */
    Deployment withReason(String reason) {
        return new Deployment(config, surroundings, terms, settings.withReason(Optional.of(reason)));
    }

    /** The stack that is deployed. */
    public Namespace stack() {
        return config.stack();
    }

    /**
     * Checks everything, then builds, pushes, migrates and rolls out what differs.
     *
     * @throws InvalidRequestException if it cannot be done as it stands; nothing was touched. So do
     *     {@link io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException} and, for the engine and the registry,
     *     {@link io.jenkins.plugins.flaskbbswarm.engine.EngineException} and
     *     {@link io.jenkins.plugins.flaskbbswarm.images.ImageException}, which leave the stack as it was
     * @throws ReleaseFailedException if the rollout failed
     */
    public DeployResult run() throws ReleaseFailedException, InterruptedException {
        return run(Optional.empty());
    }

    /**
     * Does the same if it is what somebody has seen.
     *
     * @param expected {@link PlannedChanges#fingerprint() fingerprint} of the plan; any other is {@link InvalidRequestException} before
     *     anything is built, and a swarm that moves while images are built, before it is touched
     */
    public DeployResult run(Optional<String> expected) throws ReleaseFailedException, InterruptedException {
        DesiredStack stack = wanted();
        RegistryLogins logins = logins();
        try (Engine engine = EngineConnector.open(config.engine(), surroundings);
                BuildEngine builder = BuildEngine.of(config, engine, surroundings, terms)) {
            SwarmSnapshot seen = phases.<SwarmSnapshot, RuntimeException>run(
                    Phase.CHECK, () -> checked(engine, stack, logins), state -> summary(stack, state));
            DeploymentImages images =
                    new DeploymentImages(engine, builder.engine(), logins, surroundings.events(), terms);
            Optional<String> held = requireApproval(expected, images, stack, seen);
            if (!config.images().isEmpty()) {
                phases.run(Phase.BUILD, () -> images.build(config.images()));
                phases.run(Phase.PUSH, images::push);
            }
            DesiredStack pinned = checked(images.pin(stack), seen);
            Optional<String> exact = held.map(shown ->
                    DeploymentPlan.of(pinned, seen, settings).changes(List.of()).fingerprint());
            return new StackRelease(new ReleaseContext(engine, settings.expecting(exact), surroundings, phases, logins))
                    .release(pinned, seen);
        }
    }

    /** Returns what is to be expected further on; an earlier attempt has looked at that already. */
    private Optional<String> requireApproval(
            Optional<String> expected, DeploymentImages images, DesiredStack stack, SwarmSnapshot seen)
            throws InterruptedException {
        ReleaseProgress progress = surroundings.memory().progress();
        if (!progress.plan().isNone()) {
            return Optional.empty();
        }
        if (expected.isPresent()) {
            PlannedChanges changes = changes(images, stack, seen);
            if (!changes.fingerprint().equals(expected.get())) {
                PlanText.of(changes.plan())
                        .forEach(line -> surroundings.events().emit(new Event.Output("plan", line)));
            }
            changes.requireToBe(expected);
        }
        return expected;
    }

    /**
     * Ends what an earlier attempt of the same build left, which failed or was stopped: rolls back, deploys nothing.
     *
     * @return how that ended; never a success
     */
    public ReleaseFailedException recover() throws InterruptedException {
        try (Engine engine = EngineConnector.open(config.engine(), surroundings)) {
            return new ReleaseRecovery(new ReleaseContext(engine, settings, surroundings, phases, logins())).run();
        }
    }

    /**
     * Says what {@link #run} would do, without doing any of it. Images that would have to be built stand in the plan by
     * their tags.
     */
    public PlannedChanges plan() throws InterruptedException {
        DesiredStack stack = wanted();
        try (Engine engine = EngineConnector.open(config.engine(), surroundings)) {
            RegistryLogins logins = logins();
            SwarmSnapshot seen = checked(engine, stack, logins);
            return changes(new DeploymentImages(engine, engine, logins, surroundings.events(), terms), stack, seen);
        }
    }

    /** What the files want of the engine, before secrets and configs have versions and images digests. */
    public DesiredStack wanted() {
        return terms.finish().apply(new StackPreparation(config, surroundings, terms).prepare());
    }

    /**
     * The logins to the registries of the stack's images.
     *
     * @throws InvalidRequestException if there is one without a password
     */
    public RegistryLogins logins() {
        return RegistryLoginResolver.of(config, surroundings);
    }

    private PlannedChanges changes(DeploymentImages images, DesiredStack stack, SwarmSnapshot state)
            throws InterruptedException {
        List<String> unbuilt = images.look(config.images());
        DeploymentPlan planned = DeploymentPlan.of(checked(images.pin(stack), state), state, settings);
        planned.tellOfNames(state, surroundings.events());
        return planned.changes(unbuilt);
    }

    /** Once more, now that it is known what the images run on. */
    private DesiredStack checked(DesiredStack pinned, SwarmSnapshot state) {
        settings.check(pinned, state);
        return pinned;
    }

    private SwarmSnapshot checked(Engine engine, DesiredStack stack, RegistryLogins logins)
            throws InterruptedException {
        SwarmSnapshot state = new SwarmReader(engine).read(config.stack());
        settings.check(stack, state);
        PreflightWarnings.report(stack, state, logins, surroundings.events());
        return state;
    }

    private static String summary(DesiredStack stack, SwarmSnapshot state) {
        return Count.of(stack.services().size(), "service") + ", "
                + state.nodes().stream().filter(Node::isAvailable).count() + " of "
                + state.nodes().size() + " nodes available";
    }
}
