package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel;
import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel.Answer;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.convert.StackConverter;
import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions.ReleaseMode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Diagnosis;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.Prune;
import io.jenkins.plugins.flaskbbswarm.release.LockRecord;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.StackLock;
import io.jenkins.plugins.flaskbbswarm.release.StoredRelease;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.rollout.StackRemoval;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be done to a stack without {@code deploy.yml}. Close it when done. */
public final class StackCommands implements AutoCloseable {
    /** How many releases stay when nobody says otherwise. */
    private static final int KEEP = 10;

    private final Engine engine;
    private final DeploymentContext surroundings;
    private final RolloutOptions limits;
    private final LoginChoice loginChoice;
    private final Phases phases;

    private StackCommands(
            Engine engine, DeploymentContext surroundings, RolloutOptions limits, LoginChoice loginChoice) {
        this.loginChoice = loginChoice;
        this.engine = engine;
        this.surroundings = surroundings;
        this.limits = limits;
        this.phases = new Phases(surroundings.events(), surroundings.gate());
    }

    /** Connects to the engine. */
    public static StackCommands open(DeployConfig.Engine engine, DeploymentContext surroundings)
            throws InterruptedException {
        return new StackCommands(
                EngineConnector.open(engine, surroundings), surroundings, RolloutOptions.DEFAULT, LoginChoice.NONE);
    }

    /** Over a connection that is there, which {@link #close} closes. */
    static StackCommands over(Engine engine, DeploymentContext surroundings, RolloutOptions limits) {
        return new StackCommands(engine, surroundings, limits, LoginChoice.NONE);
    }

    /** The same, over the same connection, with another choice for an abort. */
    public StackCommands with(OnAbort choice) {
        return new StackCommands(engine, surroundings, limits.with(choice), loginChoice);
    }

    /** The same, over the same connection, with other logins for {@link #rollback} and {@link #repair}. */
    public StackCommands with(LoginChoice choice) {
        return new StackCommands(engine, surroundings, limits, choice);
    }

    /**
     * Deploys Compose files.
     *
     * @throws InvalidRequestException if it cannot be done as it stands, or would do something else than was expected
     */
    public DeployResult deploy(Namespace stack, LoadedStack loaded, StackDeployOptions options)
            throws ReleaseFailedException, InterruptedException {
        RegistryLogins logins = logins(loaded, options);
        Checked checked = checked(stack, loaded, options, logins);
        return new StackRelease(new ReleaseContext(engine, settings(stack, options), surroundings, phases, logins))
                .release(checked.wanted(), checked.state());
    }

    /** Says what {@link #deploy} would do. */
    public PlannedChanges plan(Namespace stack, LoadedStack loaded, StackDeployOptions options)
            throws InterruptedException {
        Checked checked = checked(stack, loaded, options, logins(loaded, options));
        DeploymentPlan planned = DeploymentPlan.of(checked.wanted(), checked.state(), settings(stack, options));
        planned.tellOfNames(checked.state(), surroundings.events());
        return planned.changes(List.of());
    }

    /** A stack that can be deployed, and the swarm that says so. */
    private record Checked(DesiredStack wanted, SwarmSnapshot state) {}

    /** Registries and the swarm are asked at the same time, but what is wrong with the swarm is said first. */
    private Checked checked(Namespace stack, LoadedStack loaded, StackDeployOptions options, RegistryLogins logins)
            throws InterruptedException {
        ComposeWarnings.report(loaded, surroundings.events());
        DesiredStack wanted = StackConverter.convert(stack, loaded.stack(), loaded.places());
        ImagePinner tags =
                new ImagePinner(new DeploymentImages(engine, logins, surroundings.events()), options.resolve());
        try (Parallel questions = new Parallel(2)) {
            Answer<SwarmSnapshot> seen = questions.ask(() -> read(stack));
            Answer<DesiredStack> held = questions.ask(() -> tags.pinned(wanted, seen));
            settings(stack, options).check(wanted, seen.get());
            requireKnown(loaded, wanted, seen.get());
            PreflightWarnings.report(wanted, seen.get(), logins, surroundings.events());
            DesiredStack pinned = held.get();
            settings(stack, options).check(pinned, seen.get()); // now it is known what the images run on
            return new Checked(pinned, seen.get());
        }
    }

    private static void requireKnown(LoadedStack loaded, DesiredStack wanted, SwarmSnapshot state) {
        List<String> unknown = loaded.mode() == Mode.STRICT ? PreflightWarnings.unknown(wanted, state) : List.of();
        if (!unknown.isEmpty()) {
            throw new InvalidRequestException(unknown);
        }
    }

    private RegistryLogins logins(LoadedStack loaded, StackDeployOptions options) {
        if (!options.registryLogins()) {
            return RegistryLogins.none();
        }
        Set<String> registries = loaded.stack().services().values().stream()
                .map(service -> ImageReference.parse(service.image()).registry())
                .collect(Collectors.toCollection(TreeSet::new));
        return DockerLogins.of(surroundings).forRegistries(registries);
    }

    /**
     * The kept releases of a stack, newest first.
     *
     * @throws InvalidRequestException if there is no such stack; so do all that follow, but those about its lock and its removal
     */
    public List<Release> releases(Namespace stack) throws InterruptedException {
        return existing(stack).releases().all().stream()
                .map(StoredRelease::release)
                .toList();
    }

    /**
     * Brings a kept release back, as a new release: its specs, image digests, secrets and configs. Services that later
     * releases added go; those that no release has stay. Its jobs have run, and are not run again.
     *
     * @throws InvalidRequestException if there is no such release
     */
    public DeployResult rollback(Namespace stack, int number) throws ReleaseFailedException, InterruptedException {
        return rollback(stack, number, SchemaChoice.UNDO);
    }

    /**
     * The same.
     *
     * @param choice what becomes of a schema that is not that of the release
     * @throws InvalidRequestException also if the release needs an earlier schema to which no undo leads
     */
    public DeployResult rollback(Namespace stack, int number, SchemaChoice choice)
            throws ReleaseFailedException, InterruptedException {
        SwarmSnapshot state = existing(stack);
        Release release = number(stack, state, number);
        EarlierSchema schema = new EarlierSchema(stack, state.releases(), release);
        if (choice == SchemaChoice.UNDO && schema.isUnknown()) {
            surroundings
                    .events()
                    .emit(new Event.Warning(
                            stack.name(),
                            "a migration ran after release " + number + ", and the schema stays as it left it",
                            "with migration.state and migration.undo in deploy.yml, later rollbacks undo it"));
        }
        return redeploy(
                stack,
                release,
                "release " + number + " brought back",
                state.releases().namesSince(number),
                choice == SchemaChoice.UNDO ? schema.target() : Optional.empty());
    }

    /** The same as {@link Deployment#recover} for {@link #rollback}. */
    public ReleaseFailedException recover(Namespace stack) throws InterruptedException {
        ReleaseSettings settings = settings(stack, false);
        RegistryLogins logins = loginChoice
                .registry()
                .map(registry -> RegistryLoginResolver.of(registry, surroundings))
                .orElse(RegistryLogins.none());
        return new ReleaseRecovery(new ReleaseContext(engine, settings, surroundings, phases, logins)).run();
    }

    /**
     * What somebody changed by hand since the last release.
     *
     * @param changes the plan that would put it back
     * @param others services that the release does not have, so that they are none of its business
     */
    public record Drift(PlannedChanges changes, List<String> others) {
        public Drift {
            others = List.copyOf(others);
        }

        /** The changes that bring the stack back to the release. */
        public Plan plan() {
            return changes.plan();
        }
    }

    /** Compares a stack with its last release. */
    public Drift drift(Namespace stack) throws InterruptedException {
        SwarmSnapshot state = existing(stack);
        Release release = current(stack, state);
        DeploymentPlan planned = DeploymentPlan.of(release.desired(stack), state, settings(stack, false));
        return new Drift(planned.changes(List.of()), others(release, state));
    }

    private static List<String> others(Release release, SwarmSnapshot state) {
        return state.observed().specs().keySet().stream()
                .filter(name -> !release.services().containsKey(name))
                .toList();
    }

    /** Puts back what {@link #drift} shows, and touches nothing else. */
    public DeployResult repair(Namespace stack) throws ReleaseFailedException, InterruptedException {
        SwarmSnapshot state = existing(stack);
        Release current = current(stack, state);
        others(current, state).forEach(name -> surroundings
                .events()
                .emit(new Event.Note("service " + name, "not in release " + current.number() + ": it stays")));
        return redeploy(stack, current, "drift repaired", Set.of(), Optional.empty());
    }

    /** What is wrong with the services of a stack that do not run as their specs say. */
    public List<Diagnosis> diagnose(Namespace stack) throws InterruptedException {
        return Rollout.examine(engine, stack, existing(stack));
    }

    /**
     * What one kept release does otherwise than an earlier one.
     *
     * @param from empty for the one before {@code to}
     * @param to empty for the newest that succeeded
     */
    public Plan difference(Namespace stack, Optional<Integer> from, Optional<Integer> to) throws InterruptedException {
        SwarmSnapshot state = existing(stack);
        Release later = to.isPresent() ? number(stack, state, to.get()) : current(stack, state);
        Release earlier = from.isPresent() ? number(stack, state, from.get()) : before(stack, state, later.number());
        return earlier.changesTo(later, stack);
    }

    private static Release before(Namespace stack, SwarmSnapshot state, int number) {
        return state.releases()
                .before(number)
                .orElseThrow(() -> new InvalidRequestException(List.of(
                        "The stack " + stack + " has no release before " + number + "; it has " + numbers(state))));
    }

    /** A kept release. */
    public Release show(Namespace stack, int number) throws InterruptedException {
        return number(stack, existing(stack), number);
    }

    private static Release number(Namespace stack, SwarmSnapshot state, int number) {
        return state.releases()
                .number(number)
                .orElseThrow(() -> new InvalidRequestException(
                        List.of("The stack " + stack + " has no release " + number + "; it has " + numbers(state))));
    }

    private static Release current(Namespace stack, SwarmSnapshot state) {
        return state.releases()
                .current()
                .orElseThrow(() -> new InvalidRequestException(
                        List.of("The stack " + stack + " has no release to compare with; deploy it first")));
    }

    private static String numbers(SwarmSnapshot state) {
        List<String> numbers = state.releases().all().stream()
                .map(kept -> Integer.toString(kept.number()))
                .toList();
        return numbers.isEmpty() ? "none" : String.join(", ", numbers);
    }

    /** Who works on a stack, or died doing so. */
    public Optional<LockRecord> lock(Namespace stack) throws InterruptedException {
        return read(stack).lock();
    }

    /** Takes a lock away from its owner, and says whose it was. */
    public Optional<LockRecord> releaseLock(Namespace stack) throws InterruptedException {
        return new StackLock(engine, stack, surroundings.events()).release();
    }

    /** Removes all of a stack, its history included, and waits until it is gone. */
    public List<String> remove(Namespace stack) throws InterruptedException {
        return new StackRemoval(engine, surroundings.events()).remove(stack);
    }

    /** @throws InvalidRequestException if the swarm holds nothing of that name, as after a slip of the pen */
    private SwarmSnapshot existing(Namespace stack) throws InterruptedException {
        SwarmSnapshot state = read(stack);
        if (state.services().isEmpty()
                && state.releases().all().isEmpty()
                && state.lock().isEmpty()) {
            throw new InvalidRequestException(
                    List.of("There is no stack " + stack + " on this swarm; it has " + stacks()));
        }
        return state;
    }

    private String stacks() throws InterruptedException {
        SortedSet<String> names = engine.services().list(Filters.label(Namespace.LABEL)).stream()
                .map(service -> service.at("/Spec/Labels").path(Namespace.LABEL).asText())
                .collect(Collectors.toCollection(TreeSet::new));
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private SwarmSnapshot read(Namespace stack) throws InterruptedException {
        return new SwarmReader(engine).read(stack);
    }

    private DeployResult redeploy(
            Namespace stack, Release release, String occasion, Set<String> leaving, Optional<SchemaMove.Target> schema)
            throws ReleaseFailedException, InterruptedException {
        ReleaseSettings settings = settings(stack, false)
                .pruning(Prune.only(leaving))
                .moving(schema)
                .withReason(Optional.of(occasion));
        DesiredStack wanted = release.desired(stack);
        RegistryLogins logins = loginsFor(wanted);
        return new StackRelease(new ReleaseContext(engine, settings, surroundings, phases, logins))
                .release(ServiceLogins.on(wanted, logins));
    }

    private RegistryLogins loginsFor(DesiredStack wanted) {
        if (loginChoice.registry().isPresent()) {
            return RegistryLoginResolver.of(loginChoice.registry().get(), surroundings);
        }
        return loginChoice.docker()
                ? DockerLogins.of(surroundings).forRegistries(registries(wanted))
                : DockerLogins.orWarnings(surroundings).onlyForNew();
    }

    private static Set<String> registries(DesiredStack stack) {
        return stack.services().stream()
                .map(service -> service.image().registry())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private ReleaseSettings settings(Namespace stack, boolean prune) {
        return settings(stack, new StackDeployOptions(ImageResolutionPolicy.NEVER, prune, false, ReleaseMode.USUAL));
    }

    private ReleaseSettings settings(Namespace stack, StackDeployOptions options) {
        return new ReleaseSettings(
                stack,
                Optional.empty(),
                limits.ordered(options.manner().ordered()),
                Optional.empty(),
                KEEP,
                options.prune() ? Prune.EVERYTHING : Prune.NOTHING,
                options.manner(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void close() {
        engine.close();
    }
}
