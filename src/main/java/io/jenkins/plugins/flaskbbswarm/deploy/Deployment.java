package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Count;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Optional;

/** One deployment, from its configuration to its one result. */
public final class Deployment {
    private final DeployConfig config;
    private final Surroundings surroundings;
    private final Terms terms;
    private final Phases phases;
    private final ReleaseSettings settings;

    public Deployment(DeployConfig config, Surroundings surroundings) {
        this(config, surroundings, Terms.NONE);
    }

    public Deployment(DeployConfig config, Surroundings surroundings, Terms terms) {
        this(config, surroundings, terms, ReleaseSettings.of(config));
    }

    private Deployment(DeployConfig config, Surroundings surroundings, Terms terms, ReleaseSettings settings) {
        this.config = config;
        this.surroundings = surroundings;
        this.terms = terms;
        this.phases = new Phases(surroundings.events(), surroundings.gate());
        this.settings = settings;
    }

    /** The same for a reason that the stack's history shows. */
    Deployment because(String reason) {
        return new Deployment(config, surroundings, terms, settings.because(Optional.of(reason)));
    }

    /** The stack that is deployed. */
    public Namespace stack() {
        return config.stack();
    }

    /**
     * Checks everything, then builds, pushes, migrates and rolls out what differs.
     *
     * @throws Refused if it cannot be done as it stands; nothing was touched. So do
     *     {@link io.jenkins.plugins.flaskbbswarm.compose.ComposeException} and, for the engine and the registry,
     *     {@link io.jenkins.plugins.flaskbbswarm.engine.EngineException} and
     *     {@link io.jenkins.plugins.flaskbbswarm.images.ImageException}, which leave the stack as it was
     * @throws ReleaseFailed if the rollout failed
     */
    public DeployResult run() throws ReleaseFailed, InterruptedException {
        return run(Optional.empty());
    }

    /**
     * Does the same if it is what somebody has seen.
     *
     * @param expected {@link PlannedChanges#fingerprint() fingerprint} of the plan; any other is {@link Refused} before
     *     anything is built, and a swarm that moves while images are built, before it is touched
     */
    public DeployResult run(Optional<String> expected) throws ReleaseFailed, InterruptedException {
        DesiredStack stack = wanted();
        RegistryLogins logins = logins();
        try (Engine engine = EngineAccess.open(config.engine(), surroundings)) {
            SwarmState seen = phases.<SwarmState, RuntimeException>run(
                    "Check", () -> checked(engine, stack, logins), state -> summary(stack, state));
            Images images = new Images(engine, logins, surroundings.events(), terms);
            Optional<String> held = requireApproval(expected, images, stack, seen);
            if (!config.images().isEmpty()) {
                phases.run("Build", () -> images.build(config.images()));
                phases.run("Push", images::push);
            }
            DesiredStack pinned = checked(images.pin(stack), seen);
            Optional<String> exact = held.map(shown ->
                    Planned.of(pinned, seen, settings).changes(List.of()).fingerprint());
            return new StackRelease(new ReleaseContext(engine, settings.expecting(exact), surroundings, phases, logins))
                    .release(pinned, seen);
        }
    }

    /** Returns what is to be expected further on; an earlier attempt has looked at that already. */
    private Optional<String> requireApproval(
            Optional<String> expected, Images images, DesiredStack stack, SwarmState seen) throws InterruptedException {
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
    public ReleaseFailed recover() throws InterruptedException {
        try (Engine engine = EngineAccess.open(config.engine(), surroundings)) {
            return new ReleaseRecovery(new ReleaseContext(engine, settings, surroundings, phases, logins())).run();
        }
    }

    /**
     * Says what {@link #run} would do, without doing any of it. Images that would have to be built stand in the plan by
     * their tags.
     */
    public PlannedChanges plan() throws InterruptedException {
        DesiredStack stack = wanted();
        try (Engine engine = EngineAccess.open(config.engine(), surroundings)) {
            RegistryLogins logins = logins();
            SwarmState seen = checked(engine, stack, logins);
            return changes(new Images(engine, logins, surroundings.events(), terms), stack, seen);
        }
    }

    /** What the files want of the engine, before secrets and configs have versions and images digests. */
    public DesiredStack wanted() {
        return terms.finish().apply(new StackPreparation(config, surroundings, terms).prepare());
    }

    /**
     * The logins to the registries of the stack's images.
     *
     * @throws Refused if there is one without a password
     */
    public RegistryLogins logins() {
        return RegistryLogin.of(config, surroundings);
    }

    private PlannedChanges changes(Images images, DesiredStack stack, SwarmState state) throws InterruptedException {
        List<String> unbuilt = images.look(config.images());
        Planned planned = Planned.of(checked(images.pin(stack), state), state, settings);
        planned.tellOfNames(state, surroundings.events());
        return planned.changes(unbuilt);
    }

    /** Once more, now that it is known what the images run on. */
    private DesiredStack checked(DesiredStack pinned, SwarmState state) {
        settings.check(pinned, state);
        return pinned;
    }

    private SwarmState checked(Engine engine, DesiredStack stack, RegistryLogins logins) throws InterruptedException {
        SwarmState state = new SwarmReader(engine).read(config.stack());
        settings.check(stack, state);
        Forewarnings.tell(stack, state, logins, surroundings.events());
        return state;
    }

    private static String summary(DesiredStack stack, SwarmState state) {
        return Count.of(stack.services().size(), "service") + ", "
                + state.nodes().stream().filter(Node::isAvailable).count() + " of "
                + state.nodes().size() + " nodes available";
    }
}
