package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.ServiceFailure;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.PlacementFilter;
import io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizer;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.stack.Dependency;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Waits until a stack runs as wanted. It looks rather than listens, since the engine has no events for the states of
 * tasks: two requests a look for the whole stack, at most ten looks a second.
 */
final class Convergence {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration LOOK_AT_NODES_AGAIN = Duration.ofSeconds(2);

    private final Engine engine;
    private final Namespace stack;
    private final RolloutOptions options;
    private final EventSink events;
    private final UnaryOperator<String> networkNames;
    private Optional<Set<String>> tasksBefore;
    private Optional<List<JsonNode>> services = Optional.empty();
    private List<JsonNode> lastSeen = List.of();

    private final ExtraTaskRepair surplus;
    private SpecWatch specs;
    private StoredSpecs stored;
    private Map<String, Milestone> milestones = Map.of();
    private final Map<String, Milestone.Tasks> byService = new HashMap<>();
    private final Map<String, Boolean> current = new HashMap<>();
    private final Map<String, Instant> firstSeen = new HashMap<>();
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, ServiceProgress> progress = new TreeMap<>();
    private final Map<String, String> late = new HashMap<>();
    private List<Node> nodes = List.of();
    private boolean unproven;
    private Instant nodesSeen = Instant.MIN;

    /** @param tasksBefore IDs of the tasks that were there before anything was changed: their failures do not count */
    Convergence(
            Engine engine,
            Namespace stack,
            RolloutOptions options,
            EventSink events,
            UnaryOperator<String> networkNames,
            Set<String> tasksBefore) {
        this.engine = engine;
        this.stack = stack;
        this.options = options;
        this.events = events;
        this.networkNames = networkNames;
        this.tasksBefore = Optional.of(Set.copyOf(tasksBefore));
        this.surplus = new ExtraTaskRepair(engine, events);
        this.stored = new StoredSpecs("", events, networkNames);
        this.specs = new SpecWatch(Map.of(), networkNames, stored);
    }

    /** Has it wait for less, or other, than convergence. */
    Convergence until(Map<String, ? extends Set<Dependency.Condition>> conditions) {
        milestones = new HashMap<>();
        conditions.forEach((name, all) -> milestones.put(name, new Milestone(all)));
        return this;
    }

    private boolean isFarEnough(ServiceProgress seen) {
        Milestone milestone = milestones.get(seen.name());
        return milestone == null
                ? seen.converged()
                : milestone.isReached(seen, byService.getOrDefault(seen.name(), Milestone.NOTHING));
    }

    /** Has it know what the engine keeps of the specs that were sent. */
    Convergence storing(StoredSpecs keeps) {
        stored = keeps;
        return this;
    }

    /** Has services that run another spec than this be trouble, by name. */
    Convergence wanting(Map<String, ObjectNode> wanted) {
        specs = new SpecWatch(wanted, networkNames, stored);
        return this;
    }

    /** Has it make do with nodes that were seen before, for as long as they are new enough. */
    Convergence withNodes(List<Node> nodesThen, Instant seen) {
        nodes = nodesThen;
        nodesSeen = nodes.isEmpty() ? Instant.MIN : seen;
        return this;
    }

    /**
     * Has the first look make do with services that were seen just now, where nothing was changed since: all tasks that
     * there are were there before.
     */
    Convergence assumingUnchanged(List<JsonNode> servicesNow) {
        services = Optional.of(servicesNow);
        tasksBefore = Optional.empty();
        return this;
    }

    /**
     * Returns when all of {@code services} are as wanted.
     *
     * @param services names on the engine
     * @return their specs at that moment by name, with networks by name
     * @throws ConvergenceException if one of them cannot become so, or did not in time
     */
    SortedMap<String, ObjectNode> await(Set<String> services) throws ConvergenceException, InterruptedException {
        Instant deadline = Instant.now().plus(options.deadline());
        Optional<Instant> convergedSince = Optional.empty();
        boolean away = false;
        while (true) {
            long start = System.nanoTime();
            List<ServiceProgress> seen = poll(services);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            List<ServiceFailure> troubles =
                    seen.stream().flatMap(one -> one.trouble().stream()).toList();
            if (!troubles.isEmpty()) {
                throw new ConvergenceException(troubles);
            }
            Instant now = Instant.now();
            // An engine that was away tells of its tasks what it knew before: they are watched anew.
            // But only once in a row: a stack may be so large that each look takes as long.
            away = !away && took.compareTo(options.monitor()) > 0;
            if (seen.stream().allMatch(this::isFarEnough)) {
                convergedSince = Optional.of(away ? now : convergedSince.orElse(now));
                if (!unproven
                        || !milestones.isEmpty() && milestones.values().stream().noneMatch(Milestone::needsProof)
                        || !now.isBefore(convergedSince.get().plus(options.monitor()))) {
                    return specs(services);
                }
            } else {
                convergedSince = Optional.empty();
            }
            if (now.isAfter(deadline)) {
                throw new ConvergenceException(tooLate(seen));
            }
            // Of a large stack a look costs the engine more: it gets as long to do its work.
            Thread.sleep(Math.max(LOOK_AGAIN.toMillis(), took.toMillis()));
        }
    }

    private SortedMap<String, ObjectNode> specs(Set<String> names) {
        SortedMap<String, ObjectNode> specs = new TreeMap<>();
        for (JsonNode service : lastSeen) {
            String name = service.at("/Spec/Name").asText();
            if (names.contains(name)) {
                specs.put(name, SwarmInventory.withNetworkNames((ObjectNode) service.path("Spec"), networkNames));
            }
        }
        return specs;
    }

    /** What is wrong now with those of {@code services} that are not as wanted; looks once. */
    List<ServiceFailure> troubles(Set<String> services) throws InterruptedException {
        return poll(services).stream()
                .filter(seen -> !seen.converged())
                .map(seen -> seen.trouble()
                        .orElseGet(() -> new ServiceFailure(
                                seen.name(),
                                Optional.ofNullable(late.get(seen.name())),
                                seen.ready() + " of " + seen.wanted() + " tasks run as its spec is now")))
                .toList();
    }

    private List<ServiceProgress> poll(Set<String> names) throws InterruptedException {
        unproven = false;
        lookAtNodes();
        Map<String, List<Task>> tasks = engine.tasks().list(Filters.label(Namespace.LABEL, stack.name())).stream()
                .map(Task::new)
                .collect(Collectors.groupingBy(Task::serviceId));
        tasksBefore = tasksBefore.or(() -> Optional.of(ids(tasks.values())));
        List<ServiceProgress> all = new ArrayList<>();
        for (JsonNode service : listed()) {
            if (names.contains(service.at("/Spec/Name").asText())) {
                all.add(poll(service, tasks.getOrDefault(service.path("ID").asText(), List.of())));
            }
        }
        Set<String> gone = new TreeSet<>(names);
        all.forEach(one -> gone.remove(one.name()));
        gone.forEach(name -> all.add(new ServiceProgress(
                name,
                0,
                1,
                false,
                Optional.of(new ServiceFailure(name, Optional.empty(), "it was removed during the release")))));
        return all;
    }

    private List<JsonNode> listed() throws InterruptedException {
        List<JsonNode> listed = services.isPresent()
                ? services.get()
                : engine.services().list(Filters.label(Namespace.LABEL, stack.name()));
        services = Optional.empty();
        lastSeen = listed;
        return listed;
    }

    private static Set<String> ids(Collection<List<Task>> tasks) {
        return tasks.stream().flatMap(List::stream).map(Task::id).collect(Collectors.toSet());
    }

    private ServiceProgress poll(JsonNode service, List<Task> tasks) throws InterruptedException {
        ServiceProgress seen = ServiceProgress.of(
                service, tasks, nodes, task -> isCurrent(service, task), this::isNew, options.failures());
        unproven |= isUnproven(service, tasks);
        byService.put(seen.name(), Milestone.Tasks.of(service, tasks, task -> isCurrent(service, task)));
        late(tasks).ifPresentOrElse(task -> late.put(seen.name(), task.id()), () -> late.remove(seen.name()));
        surplus.check(service, seen);
        report(service, tasks);
        report(seen);
        return seen.trouble().isPresent()
                ? seen
                : specs.check(service).map(seen::with).orElseGet(() -> slowTask(service, tasks, seen));
    }

    /**
     * A task with a health check runs when it is healthy. Of one without, only time tells that it goes on running: of a
     * new one, and of one whose forerunner of the same spec failed, since it may be seen between two crashes.
     */
    private boolean isUnproven(JsonNode service, List<Task> tasks) {
        List<Task> same =
                tasks.stream().filter(task -> isCurrent(service, task)).toList();
        return !ServiceProgress.hasHealthCheck(service.path("Spec"))
                && same.stream().anyMatch(Task::isRunning)
                && same.stream().anyMatch(task -> task.hasFailed() || isNew(task) && task.isRunning());
    }

    /** The task to ask why a service is not as wanted: one that should run and does not, else the last that failed. */
    private Optional<Task> late(List<Task> tasks) {
        return tasks.stream()
                .filter(task -> isNew(task) && task.isWanted() && !task.isRunning())
                .findFirst()
                .or(() -> Task.newest(tasks.stream().filter(task -> isNew(task) && task.hasFailed())));
    }

    /** A task that hangs in one state is trouble of its own: the engine would wait for ever. */
    private ServiceProgress slowTask(JsonNode service, List<Task> tasks, ServiceProgress seen) {
        Instant limit = Instant.now().minus(options.healthy());
        return tasks.stream()
                .filter(task -> isNew(task) && task.isWanted() && !task.isRunning() && !task.isOver())
                .filter(task -> firstSeen
                        .computeIfAbsent(task.id(), id -> Instant.now())
                        .isBefore(limit))
                .findFirst()
                .map(task -> seen.with(slow(service, task)))
                .orElse(seen);
    }

    private ServiceFailure slow(JsonNode service, Task task) {
        String name = service.at("/Spec/Name").asText();
        String reason = "a task is " + task.state() + " for more than "
                + options.healthy().toSeconds() + " s"
                + task.error().map(error -> ": " + error).orElse("");
        return new ServiceFailure(name, Optional.of(task.id()), reason);
    }

    private boolean isNew(Task task) {
        return !tasksBefore.orElseThrow().contains(task.id());
    }

    /**
     * Whether the engine takes the task for one of the service's present spec, so that it stays. The count of forced
     * updates tells of changes that tasks do not show ({@link io.jenkins.plugins.flaskbbswarm.plan.ServiceUpdate}).
     */
    private boolean isCurrent(JsonNode service, Task task) {
        String key = task.id() + "@" + service.at("/Version/Index").asText();
        return current.computeIfAbsent(key, unused -> SpecNormalizer.ofTask(task.spec(), networkNames)
                        .equals(SpecNormalizer.ofTask(service.at("/Spec/TaskTemplate"), networkNames)))
                && mayStayOnItsNode(service, task);
    }

    /** A task moves when the placement changed and its node does not meet the new constraints. */
    private boolean mayStayOnItsNode(JsonNode service, Task task) {
        JsonNode wanted = service.at("/Spec/TaskTemplate/Placement");
        return task.spec().path("Placement").equals(wanted)
                || nodes.stream()
                        .filter(node -> node.id().equals(task.nodeId()))
                        .allMatch(new PlacementFilter(service.path("Spec"))::meetsConstraints);
    }

    private void lookAtNodes() throws InterruptedException {
        if (nodesSeen.isBefore(Instant.now().minus(LOOK_AT_NODES_AGAIN))) {
            nodes = engine.nodes().list().stream().map(Node::new).toList();
            nodesSeen = Instant.now();
        }
    }

    private void report(JsonNode service, List<Task> tasks) {
        String name = service.at("/Spec/Name").asText();
        for (Task task : tasks) {
            String state = task.state() + task.error().orElse("");
            if (isNew(task) && isCurrent(service, task) && !state.equals(states.put(task.id(), state))) {
                events.emit(new Event.TaskChanged(
                        name,
                        name + "." + task.slot(),
                        hostname(task.nodeId()),
                        task.state(),
                        task.error().orElse("")));
            }
        }
    }

    private void report(ServiceProgress seen) {
        if (!seen.equals(progress.put(seen.name(), seen))) {
            events.emit(new Event.ServiceChanged(seen.name(), seen.ready(), seen.wanted(), seen.converged()));
        }
    }

    private String hostname(String nodeId) {
        return nodes.stream()
                .filter(node -> node.id().equals(nodeId))
                .map(Node::hostname)
                .findFirst()
                .orElse(nodeId);
    }

    private List<ServiceFailure> tooLate(List<ServiceProgress> seen) {
        return seen.stream()
                .filter(one -> !isFarEnough(one))
                .map(one -> new ServiceFailure(
                        one.name(),
                        Optional.ofNullable(late.get(one.name())),
                        one.ready() + " of " + one.wanted() + " tasks ran after "
                                + options.deadline().toSeconds() + " s"))
                .toList();
    }
}
