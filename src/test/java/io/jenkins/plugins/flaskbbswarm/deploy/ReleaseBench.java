package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.release.LockRecord;
import io.jenkins.plugins.flaskbbswarm.release.StackLock;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import io.jenkins.plugins.flaskbbswarm.rollout.Probe;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.rollout.StrategySettings;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Releases a {@link TinyStack} again and again, and tells what came of it. */
final class ReleaseBench implements AutoCloseable {
    /** A monitor so long that a container that ends at once is seen to, on a machine that is busy. */
    static final Duration LONG_ENOUGH = Duration.ofMillis(1_500);

    private final Engine engine;
    private final Namespace stack;
    private final TinyStack wanted;
    private final Footprint footprint;
    private final List<Event> events = new ArrayList<>();
    private Duration deadline = Duration.ofSeconds(60);
    private Duration healthy = Duration.ofSeconds(60);
    private Duration monitor = Duration.ofMillis(200);
    private int failures = 3;
    private int parallel = 8;
    private StrategySettings strategies = StrategySettings.ROLLING;
    private OnAbort onAbort = OnAbort.ROLLBACK;
    private boolean prune = true;
    private Duration lockPatience = Duration.ofSeconds(5);
    private Optional<DeployConfig.Migration> migration = Optional.empty();
    private Optional<Probe> probe = Optional.empty();
    private int keep = 3;
    private Predicate<Event> awaited = event -> false;
    private Runnable reaction = () -> {};
    private EventSink listener = EventSink.silent();
    private ReleaseMemory memory = ReleaseMemory.ofThisProcess();
    private PhaseGate gate = PhaseGate.OPEN;

    ReleaseBench(Engine engine, TinyStack wanted) {
        this.engine = engine;
        this.wanted = wanted;
        this.stack = wanted.name();
        this.footprint = new Footprint(engine, stack);
    }

    static ReleaseBench onTheLabsEngine(String stack) throws InterruptedException {
        return on(Lab.engine(), Lab.variable("LAB_BUSYBOX"), stack);
    }

    static ReleaseBench on(String address, String image, String stack) throws InterruptedException {
        Engine engine = Engine.connect(EngineAddress.parse(address));
        return new ReleaseBench(engine, new TinyStack(new Namespace(stack), image));
    }

    Engine engine() {
        return engine;
    }

    Footprint footprint() {
        return footprint;
    }

    TinyStack stack() {
        return wanted;
    }

    /** A service of one replica that runs {@code script}, and uses each secret and config of the stack. */
    ReleaseBench service(String key, String script) {
        return service(key, script, body -> {});
    }

    ReleaseBench service(String key, String script, Consumer<ObjectNode> change) {
        wanted.service(key, script, change);
        return this;
    }

    ReleaseBench config(String key, String content) {
        wanted.config(key, content);
        return this;
    }

    ReleaseBench secret(String key, String content) {
        wanted.secret(key, content);
        return this;
    }

    /** The stack's overlay network; only services that are told so use it. */
    ReleaseBench network(String key) {
        wanted.network(key);
        return this;
    }

    /** For {@link #service}: on the stack's overlay network {@code net}. */
    void onNetwork(ObjectNode service) {
        Spoil.on(stack.scope("net")).accept(service);
    }

    ReleaseBench migration(String script) {
        return migration(script, Duration.ofSeconds(20));
    }

    ReleaseBench migration(String script, Duration timeout) {
        migration = Optional.of(new DeployConfig.Migration(wanted.firstService(), List.of(script), timeout));
        return this;
    }

    ReleaseBench migration(DeployConfig.Migration value) {
        migration = Optional.of(value);
        return this;
    }

    ReleaseBench withoutMigration() {
        migration = Optional.empty();
        return this;
    }

    ReleaseBench probe(Optional<Probe> value) {
        probe = value;
        return this;
    }

    ReleaseBench without(String key) {
        wanted.without(key);
        return this;
    }

    /** Releases that can be rolled back to. */
    ReleaseBench keep(int releases) {
        keep = releases;
        return this;
    }

    ReleaseBench deadline(Duration value) {
        deadline = value;
        return this;
    }

    ReleaseBench healthy(Duration value) {
        healthy = value;
        return this;
    }

    ReleaseBench monitor(Duration value) {
        monitor = value;
        return this;
    }

    ReleaseBench lockPatience(Duration value) {
        lockPatience = value;
        return this;
    }

    /** How many failed tasks of one service are too many. */
    ReleaseBench failures(int value) {
        failures = value;
        return this;
    }

    /** How many services are changed at a time. */
    ReleaseBench parallel(int value) {
        parallel = value;
        return this;
    }

    /** Whether what left the stack is removed. */
    ReleaseBench prune(boolean value) {
        prune = value;
        return this;
    }

    ReleaseBench onAbort(OnAbort value) {
        onAbort = value;
        return this;
    }

    ReleaseBench strategies(StrategySettings value) {
        strategies = value;
        return this;
    }

    /** What earlier attempts of the same build keep; each release has its own otherwise. */
    ReleaseBench memory(ReleaseMemory value) {
        memory = value;
        return this;
    }

    ReleaseBench gate(PhaseGate value) {
        gate = value;
        return this;
    }

    static void neverHealthy(ObjectNode service) {
        ObjectNode check = service.withObject("/TaskTemplate/ContainerSpec").putObject("Healthcheck");
        check.putArray("Test").add("CMD").add("false");
        check.put("Interval", 1_000_000_000L).put("Retries", 30);
    }

    int keep() {
        return keep;
    }

    /** Has somebody else be told of all that happens, too. */
    void tell(EventSink other) {
        listener = other;
    }

    /** What to do, once, at a moment of the next release. */
    void when(Predicate<Event> event, Runnable then) {
        awaited = event;
        reaction = then;
    }

    AutoCloseable lockedBySomebody() throws Exception {
        return new StackLock(engine, stack, EventSink.silent())
                .acquire("somebody", UndoLog.NOTHING, Duration.ofSeconds(1));
    }

    /** As {@code kill -9} in the middle of a migration leaves them. */
    void leaveBehindTheLockAndJobOfADeadProcess() throws Exception {
        leaveBehindTheLockOfADeadProcess(UndoLog.NOTHING);
        DesiredService model = wanted.desired().services().get(0);
        engine.services()
                .create(
                        JobSpec.of(stack, model, List.of("sleep 600"), "migration", 9)
                                .body(),
                        Optional.empty());
    }

    /** @param undo what it would have undone */
    void leaveBehindTheLockOfADeadProcess(UndoLog undo) throws Exception {
        AcquiredLock lock =
                new StackLock(engine, stack, EventSink.silent()).acquire("a dead one", undo, Duration.ofSeconds(1));
        ObjectNode dead = (ObjectNode)
                engine.configs().inspect(stack.scope("lock")).orElseThrow().path("Spec");
        lock.close();
        DeadLock.makeOf(dead);
        engine.configs().create(dead);
    }

    /** The stack's lock, if there is one. */
    Optional<LockRecord> lock() throws InterruptedException {
        return new SwarmReader(engine).read(stack).lock();
    }

    /** What the services of the stack are now: specs by name. */
    SortedMap<String, ObjectNode> specs() throws InterruptedException {
        return new SwarmReader(engine).read(stack).observed().specs();
    }

    /** The services that failed for good, and why. */
    Map<String, String> failed() throws InterruptedException {
        return new SwarmReader(engine).read(stack).failed();
    }

    /** What a source printed, line by line. */
    List<String> output(String source) {
        return events(Event.Output.class).stream()
                .filter(output -> output.source().equals(source))
                .map(Event.Output::line)
                .toList();
    }

    /** All notes as {@code subject: text}. */
    List<String> notes() {
        return events(Event.Note.class).stream()
                .map(note -> note.subject() + ": " + note.text())
                .toList();
    }

    void forgetEvents() {
        synchronized (events) {
            events.clear();
        }
    }

    List<Event> events() {
        return events(Event.class);
    }

    private <E extends Event> List<E> events(Class<E> kind) {
        synchronized (events) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    DeployResult release() throws ReleaseFailedException, InterruptedException {
        return new StackRelease(context()).release(wanted.desired());
    }

    /** What is said of a migration that ran and is not undone. */
    String migrationThatStays() {
        return SchemaWords.left(migration);
    }

    /** What a release would do. */
    PlannedChanges plan() throws InterruptedException {
        SwarmSnapshot state = new SwarmReader(engine).read(stack);
        settings().check(wanted.desired(), state);
        return DeploymentPlan.of(wanted.desired(), state, settings()).changes(List.of());
    }

    /** Ends what an earlier attempt left. */
    ReleaseFailedException recover() throws InterruptedException {
        return new ReleaseRecovery(context()).run();
    }

    private ReleaseContext context() {
        DeploymentContext around =
                new DeploymentContext(Map.of(), "a test", lockPatience, this::happened, gate, true, memory);
        return new ReleaseContext(engine, settings(), around, new Phases(around.events(), gate), RegistryLogins.none());
    }

    private ReleaseSettings settings() {
        RolloutOptions limits = new RolloutOptions(deadline, healthy, monitor, failures, parallel)
                .with(onAbort)
                .with(strategies);
        return new ReleaseSettings(stack, migration, limits, probe, keep, prune);
    }

    private void happened(Event event) {
        synchronized (events) {
            events.add(event);
        }
        listener.emit(event);
        if (awaited.test(event)) {
            awaited = other -> false;
            reaction.run();
        }
    }

    /** IDs of the running tasks by service. */
    Map<String, TreeSet<String>> runningTasks() throws InterruptedException {
        return footprint.liveTasks();
    }

    /** All that the swarm holds of the stack, with what its services run, but for the history of releases. */
    List<String> objects() throws InterruptedException {
        return footprint.lines().stream()
                .filter(line -> !line.startsWith("config " + stack.scope("release-")))
                .toList();
    }

    void removeStack() throws InterruptedException {
        footprint.erase();
        engine.close();
    }

    @Override
    public void close() throws InterruptedException {
        removeStack();
    }
}
