package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.PlacementFilter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The failure of a task in whose place the engine starts no other: that of a service that runs once, or whose attempts
 * are used up. There is nothing to wait for then. Pure.
 */
final class FinalFailure {
    private FinalFailure() {}

    /** Whether there can be one: other services get a new task for each that ends. */
    static boolean isPossible(JsonNode service) {
        JsonNode policy = service.at("/Spec/TaskTemplate/RestartPolicy");
        return "none".equals(policy.path("Condition").asText())
                || "on-failure".equals(policy.path("Condition").asText())
                || policy.path("MaxAttempts").asLong() > 0;
    }

    /**
     * The newest task that failed for good.
     *
     * @param service as the engine lists it
     * @param tasks all of it
     * @param nodes of the swarm
     * @param current whether a task is of the service's present spec
     */
    static Optional<Task> of(JsonNode service, List<Task> tasks, List<Node> nodes, Predicate<Task> current) {
        if (!isPossible(service)) {
            return Optional.empty();
        }
        Collection<List<Task>> slots = tasks.stream()
                .filter(task -> ServiceProgress.isOfThisRun(service, task) && hasItsPlace(service, task, nodes))
                .collect(Collectors.groupingBy(Task::slot))
                .values();
        return Task.newest(slots.stream().flatMap(slot -> ofSlot(service, slot, current).stream()));
    }

    /** Of a global service only the tasks of nodes that are to have one count. */
    private static boolean hasItsPlace(JsonNode service, Task task, List<Node> nodes) {
        JsonNode spec = service.path("Spec");
        return !ServiceProgress.isGlobal(spec)
                || new PlacementFilter(spec)
                        .candidates(nodes).stream().anyMatch(node -> node.id().equals(task.nodeId()));
    }

    /**
     * The engine wants a failed task to be shut down in the same moment in which it makes the next one, if it does. One
     * that is followed by a task of another spec was replaced: where a service goes back to an earlier spec, the tasks
     * that it had then are still listed.
     */
    private static Optional<Task> ofSlot(JsonNode service, List<Task> tasks, Predicate<Task> current) {
        boolean alive = tasks.stream().filter(current).anyMatch(task -> !task.isOver());
        return alive
                ? Optional.empty()
                : Task.newest(tasks.stream())
                        .filter(current)
                        .filter(task -> task.isShutDown() && !ServiceProgress.hasDoneItsWork(service, task));
    }

    /** What is said of it. */
    static String describe(Task task) {
        String what = task.isComplete() ? "it exited with 0, though it has a health check" : task.state();
        return "a task failed: " + task.error().orElse(what) + ", and its restart policy starts no other";
    }
}
