package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps the slots of replicated and global services filled. */
final class Slots {
    /** How many ended tasks a swarm remembers in each slot. */
    private static final int HISTORY = 5;

    private final Store store;
    private final Placement placement;
    private final Restarts restarts;

    Slots(Store store, Placement placement, Restarts restarts) {
        this.store = store;
        this.placement = placement;
        this.restarts = restarts;
    }

    void fill(Entity service) {
        List<String> wanted = wanted(service);
        for (FakeTask task : store.tasksOf(service)) {
            if (task.isWanted() && !wanted.contains(task.slot())) {
                task.desire("remove");
            }
        }
        wanted.forEach(slot -> fill(service, slot));
    }

    /** The slots that shall have a task: numbers, or nodes in a global service. */
    List<String> wanted(Entity service) {
        JsonNode mode = service.spec().path("Mode");
        if (mode.has("Global")) {
            return store.nodes().all().stream()
                    .filter(node -> placement.isEligible(node, service.spec().path("TaskTemplate")))
                    .map(Entity::id)
                    .toList();
        }
        List<String> slots = new ArrayList<>();
        for (int slot = 1; slot <= mode.at("/Replicated/Replicas").asInt(1); slot++) {
            slots.add(String.valueOf(slot));
        }
        return slots;
    }

    private void fill(Entity service, String slot) {
        List<FakeTask> tasks = in(service, slot);
        tasks.stream().filter(task -> task.isWanted() && task.isOver()).forEach(task -> succeed(service, task, tasks));
        moveFromLostNodes(tasks);
        List<FakeTask> withSuccessors = in(service, slot);
        boolean none = withSuccessors.stream().noneMatch(task -> task.isWanted() || !task.isOver());
        if (none && !hasEndedForGood(service, withSuccessors)) {
            start(service, slot, 0);
        }
        forgetOldest(tasks);
    }

    /** A task that was stopped by an update which was taken back in time has not: its slot is filled again. */
    private boolean hasEndedForGood(Entity service, List<FakeTask> tasks) {
        return tasks.stream()
                .filter(task -> isCurrent(service, task))
                .reduce((first, second) -> second)
                .filter(newest -> !restarts.isDue(newest, ended(newest, tasks)))
                .isPresent();
    }

    private static long ended(FakeTask task, List<FakeTask> tasks) {
        return tasks.stream()
                .filter(other -> other.isOver() && other.template().equals(task.template()))
                .count();
    }

    private void succeed(Entity service, FakeTask task, List<FakeTask> tasks) {
        task.desire("shutdown");
        if (restarts.isDue(task, ended(task, tasks)) && tasks.stream().noneMatch(FakeTask::isLive)) {
            start(service, task.slot(), restarts.delay(task));
        }
    }

    private void moveFromLostNodes(List<FakeTask> tasks) {
        for (FakeTask task : tasks) {
            Optional<Entity> node = task.node().flatMap(id -> store.nodes().find(id));
            boolean drained = node.filter(Slots::isLost).isPresent();
            if (task.isLive() && drained) {
                task.desire("shutdown");
            }
        }
    }

    private static boolean isLost(Entity node) {
        return node.spec().path("Availability").asText().equals("drain")
                || node.extra().at("/Status/State").asText().equals("down");
    }

    private void forgetOldest(List<FakeTask> tasks) {
        List<FakeTask> over =
                tasks.stream().filter(task -> !task.isWanted() && task.isOver()).toList();
        over.stream().limit(Math.max(0, over.size() - HISTORY)).forEach(task -> store.tasks()
                .remove(task.id()));
    }

    /** Two tasks in one slot stay as they are until the service is written to: then all but the newest end. */
    void endSurplus(Entity service, String slot) {
        List<FakeTask> same = in(service, slot).stream()
                .filter(task -> task.isLive() && isCurrent(service, task))
                .toList();
        same.stream().limit(Math.max(0, same.size() - 1)).forEach(task -> task.desire("shutdown"));
    }

    /** Oldest first. */
    List<FakeTask> in(Entity service, String slot) {
        return store.tasksOf(service).stream()
                .filter(task -> task.slot().equals(slot))
                .toList();
    }

    /** The newest task of a slot that is to run. */
    Optional<FakeTask> live(Entity service, String slot) {
        return in(service, slot).stream().filter(FakeTask::isLive).max(Comparator.comparing(task -> List.copyOf(
                        store.tasks().keySet())
                .indexOf(task.id())));
    }

    FakeTask start(Entity service, String slot, long delay) {
        boolean global = service.spec().path("Mode").has("Global");
        FakeTask task = new FakeTask(
                store.newId(),
                service,
                slot,
                global ? Optional.of(slot) : Optional.empty(),
                service.spec().path("TaskTemplate"),
                Optional.empty(),
                store.nextIndex());
        task.delay(delay);
        store.tasks().put(task.id(), task);
        return task;
    }

    /** As swarmkit's {@code orchestrator.IsTaskDirty}: of another placement only what its node fails counts. */
    boolean isCurrent(Entity service, FakeTask task) {
        JsonNode wanted = service.spec().path("TaskTemplate");
        return task.endpoint().equals(service.spec().path("EndpointSpec"))
                && (task.template().equals(wanted)
                        || withoutPlacement(task.template()).equals(withoutPlacement(wanted))
                                && nodeFits(task, wanted));
    }

    private static JsonNode withoutPlacement(JsonNode template) {
        return ((ObjectNode) template.deepCopy()).without("Placement");
    }

    private boolean nodeFits(FakeTask task, JsonNode template) {
        return task.node()
                .flatMap(id -> store.nodes().find(id))
                .filter(node -> Placement.meetsConstraints(node, template))
                .isPresent();
    }
}
