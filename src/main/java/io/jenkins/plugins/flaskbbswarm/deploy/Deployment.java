package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.Preflight;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One deployment, from its configuration to its one result. */
public final class Deployment {
    private final DeployConfig config;
    private final Surroundings surroundings;
    private final Terms terms;
    private final Phases phases;

    public Deployment(DeployConfig config, Surroundings surroundings) {
        this(config, surroundings, Terms.NONE);
    }

    public Deployment(DeployConfig config, Surroundings surroundings, Terms terms) {
        this.config = config;
        this.surroundings = surroundings;
        this.terms = terms;
        this.phases = new Phases(surroundings.events(), surroundings.gate());
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
        DesiredStack stack = wanted();
        Optional<RegistryAuth> auth = registryAuth();
        try (Engine engine = EngineAccess.open(config.engine(), surroundings)) {
            phases.run("Check", () -> check(engine, stack));
            Images images = new Images(engine, auth, surroundings.events());
            if (!config.images().isEmpty()) {
                phases.run("Build and push", () -> images.ensure(config.images()));
            }
            DesiredStack pinned = images.pin(stack);
            return new StackRelease(engine, ReleaseSettings.of(config), surroundings, phases, auth).release(pinned);
        }
    }

    /**
     * Says what {@link #run} would do, without doing any of it. Images that would have to be built stand in the plan by
     * their tags.
     */
    public PlannedChanges plan() throws InterruptedException {
        DesiredStack stack = wanted();
        try (Engine engine = EngineAccess.open(config.engine(), surroundings)) {
            check(engine, stack);
            Images images = new Images(engine, registryAuth(), surroundings.events());
            List<String> unbuilt = images.look(config.images());
            SwarmState state = new SwarmReader(engine).read(config.stack());
            Planned planned = Planned.of(images.pin(stack), state, ReleaseSettings.of(config));
            return new PlannedChanges(planned.plan(), unbuilt);
        }
    }

    /** What the files want of the engine, before secrets and configs have versions and images digests. */
    public DesiredStack wanted() {
        return terms.finish().apply(new StackPreparation(config, surroundings, terms.files()).prepare());
    }

    private String check(Engine engine, DesiredStack stack) throws InterruptedException {
        List<Node> nodes = engine.nodes().list().stream().map(Node::new).toList();
        List<String> problems = Preflight.problems(
                stack, new SwarmReader(engine).read(config.stack()).observed(), nodes);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return Count.of(stack.services().size(), "service") + ", "
                + nodes.stream().filter(Node::isAvailable).count() + " of " + nodes.size() + " nodes available";
    }

    /**
     * The login to the registry of the stack's images.
     *
     * @throws Refused if there is one without a password
     */
    public Optional<RegistryAuth> registryAuth() {
        if (config.registry().isEmpty()) {
            return Optional.empty();
        }
        DeployConfig.Registry registry = config.registry().get();
        Secrets values = new Secrets(surroundings.environment());
        Optional<Content> password =
                values.value("password of the registry " + registry.address(), registry.password());
        if (password.isEmpty()) {
            throw new Refused(values.problems());
        }
        char[] chars = new String(password.get().bytes(), StandardCharsets.UTF_8)
                .strip()
                .toCharArray();
        return Optional.of(new RegistryAuth(registry.address(), registry.username(), chars));
    }
}
