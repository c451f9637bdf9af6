package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Diagnosis;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Diagnostician;
import io.jenkins.plugins.flaskbbswarm.diagnosis.ServiceFailure;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.DroppedFields;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.PortOrder;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.release.LockCheck;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.ReleaseJson;
import io.jenkins.plugins.flaskbbswarm.release.Releases;
import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;
import io.jenkins.plugins.flaskbbswarm.release.SchemaStore;
import io.jenkins.plugins.flaskbbswarm.release.StoredJson;
import io.jenkins.plugins.flaskbbswarm.release.StoredRelease;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.stack.Dependency;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The parts of a rollout, each of which may be repeated: after a crash the whole is begun anew. The caller holds the
 * stack's lock.
 */
public final class Rollout {
    private final Engine engine;
    private final Namespace stack;
    private final RegistryLogins auth;
    private final RolloutOptions options;
    private final EventSink events;
    private final SwarmWriter writer;
    private final SwarmSnapshot state;
    private final Set<String> tasksBefore;
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final LockCheck lock;

    private Rollout(
            Engine engine,
            Namespace stack,
            RegistryLogins auth,
            RolloutOptions options,
            EventSink events,
            SwarmWriter writer,
            SwarmSnapshot state,
            Set<String> tasksBefore,
            LockCheck lock) {
        this.lock = lock;
        this.engine = engine;
        this.stack = stack;
        this.auth = auth;
        this.options = options;
        this.events = events;
        this.writer = writer;
        this.state = state;
        this.tasksBefore = tasksBefore;
    }

    /**
     * Begins one that is watched: remembers which tasks there are now, since only those that come later can tell of its
     * success. Of a service that was never seen to run as it is now, the tasks that live count as later ones.
     *
     * @param state the swarm as it is now
     * @param unproven names of such services
     * @param networks how to make the stack's networks, by name
     * @param auth handed to the nodes that pull the services' images
     * @param lock asked before each group of writes
     */
    public static Rollout begin(
            Engine engine,
            Namespace stack,
            SwarmSnapshot state,
            Set<String> unproven,
            Map<String, ObjectNode> networks,
            RegistryLogins auth,
            RolloutOptions options,
            EventSink events,
            LockCheck lock)
            throws InterruptedException {
        Set<String> unprovenIds = state.observed().services().values().stream()
                .filter(service -> unproven.contains(service.name()))
                .map(SwarmInventory.Service::id)
                .collect(Collectors.toSet());
        Set<String> tasks = engine.tasks().list(Filters.label(Namespace.LABEL, stack.name())).stream()
                .map(Task::new)
                .filter(task -> task.isOver() || !unprovenIds.contains(task.serviceId()))
                .map(Task::id)
                .collect(Collectors.toSet());
        SwarmWriter writer = new SwarmWriter(engine, state.observed(), networks, auth, state.apiVersion(), events);
        return new Rollout(engine, stack, auth, options, events, writer, state, tasks, lock);
    }

    /** One that nobody waits for, and so need not know which tasks there were before. */
    public static Rollout unwatched(
            Engine engine,
            Namespace stack,
            SwarmSnapshot state,
            Map<String, ObjectNode> networks,
            RegistryLogins auth,
            RolloutOptions options,
            EventSink events,
            LockCheck lock) {
        SwarmWriter writer = new SwarmWriter(engine, state.observed(), networks, auth, state.apiVersion(), events);
        return new Rollout(engine, stack, auth, options, events, writer, state, Set.of(), lock);
    }

    /** Looks whether a stack that is as it should be, and was not touched, also runs so. */
    public void confirm(Map<String, ObjectNode> services) throws ConvergenceException, InterruptedException {
        convergence().wanting(services).assumingUnchanged(state.services()).await(services.keySet());
    }

    /** Makes the networks, secrets and configs of a plan, and returns how many. */
    public int createObjects(Plan plan) throws InterruptedException {
        if (plan.only(Action.CreateNetwork.class).isEmpty()
                && plan.only(Action.CreateObject.class).isEmpty()) {
            return 0;
        }
        lock.check();
        for (Action.CreateNetwork network : plan.only(Action.CreateNetwork.class)) {
            writer.create(network);
            events.emit(new Event.Note("network " + network.name(), "created"));
        }
        Parallel.each(plan.only(Action.CreateObject.class), options.parallel(), object -> {
            writer.create(object);
            events.emit(new Event.Note(object.kind() + " " + object.name(), "created"));
        });
        return plan.only(Action.CreateNetwork.class).size()
                + plan.only(Action.CreateObject.class).size();
    }

    /** Runs a job to its end and returns the last lines that it printed. */
    public List<String> run(JobSpec job, Duration timeout) throws JobFailedException, InterruptedException {
        return runJob(job, timeout).log();
    }

    /** The same; says also where it ran. */
    public JobResult runJob(JobSpec job, Duration timeout) throws JobFailedException, InterruptedException {
        lock.check();
        return new JobRunner(engine, writer, events).run(job, timeout);
    }

    /** Where a change of the stack's schema is kept. */
    public SchemaStore schema() {
        return new SchemaStore(engine, stack);
    }

    /**
     * Stops the services that a plan updates or removes, so that none of them runs on a schema that is not theirs. The
     * plan may be carried out after that.
     */
    public void stop(Plan plan) throws JobFailedException, InterruptedException {
        lock.check();
        StoppedServices stopping = new StoppedServices(engine, stack, writer, events);
        List<SwarmInventory.Service> services = new ArrayList<>();
        plan.only(Action.UpdateService.class).forEach(update -> services.add(update.before()));
        plan.only(Action.RemoveService.class).forEach(removal -> services.add(removal.service()));
        for (SwarmInventory.Service service : services) {
            if (!service.isJobOfRelease() && changed.add(service.name())) {
                stopping.stop(service);
            }
        }
        stopping.await(services.stream().map(SwarmInventory.Service::id).collect(Collectors.toSet()));
    }

    /** The canaries of the stack. */
    CanaryServices canaries() {
        return new CanaryServices(engine, writer, events, lock);
    }

    Namespace stack() {
        return stack;
    }

    /** The number of the release that this is going to be. */
    int release() {
        return state.releases().next();
    }

    void emit(Event event) {
        events.emit(event);
    }

    /** Ends the jobs and canaries that this run, or a dead one of the same stack, left behind. */
    public void endTemporary(SwarmInventory observed) throws InterruptedException {
        List<String> left = observed.services().values().stream()
                .filter(service -> service.canaryOf().isPresent())
                .map(SwarmInventory.Service::name)
                .sorted()
                .toList();
        canaries().remove(left, options.strategies().drain(), "removed; its release did not come to an end");
        gone.addAll(left);
        for (SwarmInventory.Service service : observed.services().values()) {
            if (service.isJobOfRelease()) {
                lock.check();
                new JobRunner(engine, writer, events).stopAndRemove(service.id());
                events.emit(new Event.Note("job " + service.name(), "left behind by a release that died: removed"));
            }
        }
    }

    /** Creates and updates the services of a plan, several at a time. */
    public void applyServices(Plan plan) throws InterruptedException {
        applyServices(plan, name -> true);
    }

    /** The same for some of them, by their names on the engine. */
    public void applyServices(Plan plan, Predicate<String> which) throws InterruptedException {
        for (PortOrder.Step step : PortOrder.steps(plan, which, state.nodes())) {
            if (!step.actions().isEmpty()) {
                lock.check();
            }
            if (step.isInterim()) {
                Parallel.each(step.actions(), options.parallel(), this::giveUpPorts);
            } else {
                Parallel.each(step.actions(), options.parallel(), this::apply);
            }
        }
    }

    private void giveUpPorts(Action action) throws InterruptedException {
        Action.UpdateService update = (Action.UpdateService) action;
        writer.update(update.before(), update.service().body());
        changed.add(update.name());
        events.emit(new Event.Note("service " + update.name(), "gave up ports that another service gets"));
    }

    /** The service as it is, if this run has changed it since it was planned. */
    private SwarmInventory.Service present(SwarmInventory.Service before) throws InterruptedException {
        if (!changed.contains(before.name())) {
            return before;
        }
        return SwarmInventory.Service.of(engine.services().inspect(before.id()).orElseThrow());
    }

    private void apply(Action action) throws InterruptedException {
        if (action instanceof Action.CreateService create) {
            if (!created.add(create.name())) {
                return;
            }
            writer.create(create.name(), create.service().body());
            events.emit(new Event.Note("service " + create.name(), "created"));
        } else if (action instanceof Action.UpdateService update) {
            writer.update(present(update.before()), update.service().body(), update.runsAgain());
            events.emit(new Event.Note("service " + update.name(), done(update)));
        } else if (action instanceof Action.RemoveService removal) {
            removal().remove(removal);
        }
    }

    private static String done(Action.UpdateService update) {
        if (update.isLoginOnly()) {
            return "registry login changed";
        }
        return update.runsAgain() ? "started again" : "updated";
    }

    /**
     * Waits until all of {@code services} have converged.
     *
     * @param services specs by name, as they were sent
     * @return their specs at that moment by name, with networks by name
     * @throws ConvergenceException also if somebody else gave one of them another spec
     */
    public SortedMap<String, ObjectNode> awaitConvergence(Map<String, ObjectNode> services)
            throws ConvergenceException, InterruptedException {
        return convergence().wanting(services).await(services.keySet());
    }

    /**
     * Waits until services have come so far that others may follow.
     *
     * @param conditions what each of them must meet, by name
     * @param specs of the stack's services by name, as they were sent
     */
    public void awaitConditions(
            Map<String, ? extends Set<Dependency.Condition>> conditions, Map<String, ObjectNode> specs)
            throws ConvergenceException, InterruptedException {
        if (!conditions.isEmpty()) {
            convergence().wanting(specs).until(conditions).await(conditions.keySet());
        }
    }

    /**
     * Looks once more, in the end, whether the specs that were sent are those that run.
     *
     * @param services specs by name, as they were sent
     */
    public void verify(Map<String, ObjectNode> services) throws ConvergenceException, InterruptedException {
        SpecWatch watch = new SpecWatch(services, writer.networkNames(), writer.stored());
        List<JsonNode> present = engine.services().list(Filters.label(Namespace.LABEL, stack.name()));
        List<ServiceFailure> troubles = present.stream()
                .flatMap(service -> watch.check(service).stream())
                .toList();
        if (!troubles.isEmpty()) {
            throw new ConvergenceException(troubles);
        }
        tellOfOthers(services.keySet(), present);
    }

    /**
     * Has the services that were written tell what the engine does not store of them, by the service's name.
     *
     * @param services the stack's, whole, as the engine lists them
     */
    public SortedMap<String, DroppedFields> dropped(List<JsonNode> services) {
        services.forEach(writer.stored()::look);
        return writer.stored().dropped();
    }

    /** Warns of them where nobody watches what becomes of the services. */
    public void tellOfDropped() throws InterruptedException {
        dropped(engine.services().list(Filters.label(Namespace.LABEL, stack.name())));
    }

    /** Services that came during the run and are none of its own. */
    private void tellOfOthers(Set<String> ours, List<JsonNode> present) {
        present.stream()
                .filter(service -> !service.at("/Spec/Labels").has(Labels.JOB)
                        && !service.at("/Spec/Labels").has(Labels.CANARY))
                .map(service -> service.at("/Spec/Name").asText())
                .filter(name ->
                        !ours.contains(name) && !state.observed().services().containsKey(name))
                .forEach(name -> events.emit(new Event.Note(
                        "service " + name, "another client added it to the stack during the release; it stays")));
    }

    private Convergence convergence() {
        return new Convergence(engine, stack, options, events, writer.networkNames(), tasksBefore)
                .storing(writer.stored())
                .withNodes(state.nodes(), state.at());
    }

    /** What is known about each service of the stack that is not as wanted, at this moment. */
    public static List<Diagnosis> examine(Engine engine, Namespace stack, SwarmSnapshot state)
            throws InterruptedException {
        SwarmInventory observed = state.observed();
        RolloutOptions strict = new RolloutOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1, 1);
        Convergence look = new Convergence(engine, stack, strict, EventSink.silent(), observed.networkNames(), Set.of())
                .withNodes(state.nodes(), state.at());
        List<Diagnosis> diagnoses = new ArrayList<>();
        for (ServiceFailure trouble : look.troubles(observed.specs().keySet())) {
            diagnoses.add(new Diagnostician(engine, RegistryLogins.none()).diagnose(trouble));
        }
        return diagnoses;
    }

    /** Gathers what is known about each failed service. */
    public List<Diagnosis> diagnose(ConvergenceException failure) throws InterruptedException {
        List<Diagnosis> diagnoses = new ArrayList<>();
        for (ServiceFailure trouble : failure.troubles()) {
            diagnoses.add(new Diagnostician(engine, auth).diagnose(trouble));
        }
        return diagnoses;
    }

    /** Removes what left the stack, and versions that nobody needs any more. */
    public void remove(Plan plan) throws InterruptedException {
        if (plan.actions().stream().anyMatch(action -> action.verb().equals("remove"))) {
            lock.check();
        }
        removal().carryOut(plan);
        for (Action.UpdateLabels update : plan.only(Action.UpdateLabels.class)) {
            writer.update(update);
            events.emit(new Event.Note(update.noun() + " " + update.name(), "labels updated"));
        }
    }

    private PlanCleanup removal() {
        return new PlanCleanup(engine, writer, options, events, gone);
    }

    /**
     * Undoes what this run wrote, and what a dead one before it did, and waits until the services that it restored run
     * again, if they ran before. Nothing else is touched.
     *
     * <p>If the schema was changed, it is undone, too: after the services that the run changed have stopped, since their
     * new code does not fit the old schema, and before they get their old specs, since the old code does not fit the new
     * one. Services that the run has not changed keep running meanwhile, as they did during the migration.
     *
     * @param dead what an earlier run left incomplete
     * @param keptVersions secrets and configs that kept releases need
     * @throws ConvergenceException if what was there before does not come up either
     * @throws SchemaFailedException if the schema does not go back; the services that were stopped stay so
     */
    public RolledBack rollBack(UndoLog dead, Supplier<Set<String>> keptVersions)
            throws ConvergenceException, InterruptedException {
        lock.check();
        SwarmSnapshot now = new SwarmReader(engine).read(stack);
        now.services().forEach(writer.stored()::look);
        RollbackPlan back = RollbackPlan.of(
                stack, state.observed(), writer.written().as(writer.stored()), dead, now.observed(), keptVersions);
        Rollout rollout = begin(engine, stack, now, Set.of(), Map.of(), auth.onlyForNew(), options, events, lock);
        rollout.endTemporary(now.observed());
        rollout.remove(back.only(Action.RemoveService.class));
        List<String> lost = rollout.takeBackSchema(back.plan(), now);
        rollout.applyServices(back.plan());
        rollout.awaitConvergence(thatRan(back.restored(), dead));
        rollout.remove(back.without(Action.RemoveService.class));
        return new RolledBack(back.left(), now.schema(), lost);
    }

    /** Brings the schema back where no service was changed yet; does nothing if it was not changed either. */
    public RolledBack takeBackSchema() throws InterruptedException {
        lock.check();
        SwarmSnapshot now = new SwarmReader(engine).read(stack);
        endTemporary(now.observed());
        List<String> lost = takeBackSchema(new Plan(stack, List.of(), List.of()), now);
        return new RolledBack(new TreeMap<>(), now.schema(), lost);
    }

    /**
     * Undoes the change of the schema that is under way, if there is one.
     *
     * @param before with the canaries, which have been removed, but whose tasks may still be at work
     * @return what the job said of lost data
     */
    private List<String> takeBackSchema(Plan back, SwarmSnapshot before) throws InterruptedException {
        if (before.schema().isEmpty()) {
            return List.of();
        }
        SchemaChange change = before.schema().get();
        try {
            schema().mark(SchemaChange.Stage.UNDOING);
            Set<String> removed = before.observed().services().values().stream()
                    .filter(service -> service.canaryOf().isPresent())
                    .map(SwarmInventory.Service::id)
                    .collect(Collectors.toSet());
            back.only(Action.RemoveService.class)
                    .forEach(removal -> removed.add(removal.service().id()));
            stop(new Plan(stack, List.copyOf(back.only(Action.UpdateService.class)), List.of()));
            new StoppedServices(engine, stack, writer, events).await(removed);
            JobSpec job = new JobSpec(change.back().name(), change.back().body());
            List<String> printed = run(job, change.back().timeout());
            schema().forget();
            return printed.stream().filter(line -> line.startsWith("lost:")).toList();
        } catch (JobFailedException | EngineException e) {
            throw new SchemaFailedException(change, e);
        }
    }

    /** A service of which no task ran when the run began is restored too, but nobody can wait for it to run. */
    private Map<String, ObjectNode> thatRan(SortedMap<String, ObjectNode> restored, UndoLog dead) {
        Map<String, ObjectNode> ran = new TreeMap<>(restored);
        ran.keySet().removeIf(name -> !dead.services().containsKey(name) && hadNoTask(name));
        return ran;
    }

    private boolean hadNoTask(String name) {
        return state.services().stream()
                .filter(service -> name.equals(service.at("/Spec/Name").asText()))
                .map(service -> service.at("/ServiceStatus/RunningTasks"))
                .anyMatch(running -> running.isNumber() && running.asInt() == 0);
    }

    /**
     * Keeps a release in the swarm and forgets those beyond the newest {@code keep}.
     *
     * @param labels further ones, of the config that keeps it
     */
    public void record(Release release, Map<String, String> labels, Releases before, int keep)
            throws InterruptedException {
        lock.check();
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("Name", stack.scope("release-" + release.number()));
        ObjectNode all = spec.putObject("Labels");
        labels.forEach(all::put);
        all.put(Namespace.LABEL, stack.name())
                .put(Labels.RELEASE, Integer.toString(release.number()))
                .put(Labels.OUTCOME, release.outcome().name().toLowerCase(java.util.Locale.ROOT));
        spec.put("Data", StoredJson.write(ReleaseJson.write(release)));
        createOrFind(spec);
        List<StoredRelease> kept = new ArrayList<>(before.all());
        kept.add(0, StoredRelease.of("", release));
        for (StoredRelease old : new Releases(kept).beyond(keep)) {
            engine.configs().remove(old.configId());
        }
    }

    /** Gives the config that keeps a release these labels, too, if it has others. */
    public void label(int release, Map<String, String> labels) throws InterruptedException {
        Optional<JsonNode> config = engine.configs().inspect(stack.scope("release-" + release));
        if (config.isEmpty()) {
            return;
        }
        ObjectNode spec = config.get().path("Spec").deepCopy();
        labels.forEach(spec.withObject("/Labels")::put);
        if (!spec.equals(config.get().path("Spec"))) {
            lock.check();
            engine.configs()
                    .update(
                            config.get().path("ID").asText(),
                            config.get().at("/Version/Index").asLong(),
                            spec);
        }
    }

    /** A write whose answer was lost may have happened: then the release is kept already. */
    private void createOrFind(ObjectNode config) throws InterruptedException {
        IdempotentCreate.once(() -> engine.configs().create(config), () -> engine.configs()
                .inspect(config.path("Name").asText())
                .filter(found -> found.at("/Spec/Data").equals(config.path("Data")))
                .map(found -> found.path("ID").asText()));
    }

    /** Removes the record of a release that was interrupted while it was written. */
    public void forget(int number) throws InterruptedException {
        lock.check();
        Optional<JsonNode> record = engine.configs().inspect(stack.scope("release-" + number));
        if (record.isPresent()) {
            engine.configs().remove(record.get().path("ID").asText());
        }
    }
}
