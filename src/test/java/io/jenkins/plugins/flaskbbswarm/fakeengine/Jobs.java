package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** Runs replicated and global jobs: tasks that are wanted to end. */
final class Jobs {
    private final Store store;
    private final Placement placement;
    private final Restarts restarts;

    Jobs(Store store, Placement placement, Restarts restarts) {
        this.store = store;
        this.placement = placement;
        this.restarts = restarts;
    }

    static boolean isJob(JsonNode spec) {
        return spec.path("Mode").has("ReplicatedJob") || spec.path("Mode").has("GlobalJob");
    }

    static long iteration(Entity service) {
        return service.extra().at("/JobStatus/JobIteration/Index").asLong();
    }

    /** How many tasks are to end well. */
    int completions(Entity service) {
        JsonNode mode = service.spec().path("Mode");
        if (mode.has("GlobalJob")) {
            return (int) store.nodes().all().stream()
                    .filter(node -> placement.isEligible(node, service.spec().path("TaskTemplate")))
                    .count();
        }
        return mode.at("/ReplicatedJob/TotalCompletions")
                .asInt(mode.at("/ReplicatedJob/MaxConcurrent").asInt(1));
    }

    void run(Entity service) {
        for (FakeTask task : store.tasksOf(service)) {
            if (!task.isOver() && !isOfNow(service, task)) {
                task.desire("remove");
            }
        }
        for (int slot = 1; slot <= completions(service); slot++) {
            if (running(service) < concurrency(service)) {
                fill(service, String.valueOf(slot));
            }
        }
    }

    private long running(Entity service) {
        return store.tasksOf(service).stream()
                .filter(task -> isOfNow(service, task) && task.isLive())
                .count();
    }

    private int concurrency(Entity service) {
        return service.spec().at("/Mode/ReplicatedJob/MaxConcurrent").asInt(completions(service));
    }

    private void fill(Entity service, String slot) {
        List<FakeTask> tasks = store.tasksOf(service).stream()
                .filter(task -> isOfNow(service, task) && task.slot().equals(slot))
                .toList();
        if (tasks.isEmpty()) {
            start(service, slot, 0);
            return;
        }
        FakeTask last = tasks.get(tasks.size() - 1);
        boolean failed = last.isOver() && !last.state().equals("complete");
        if (failed) {
            boolean first = !last.desired().equals("shutdown");
            last.desire("shutdown");
            if (first && restarts.isDue(last, tasks.size())) {
                start(service, slot, restarts.delay(last));
            }
        }
    }

    private static boolean isOfNow(Entity service, FakeTask task) {
        return task.iteration().equals(Optional.of(iteration(service)));
    }

    private void start(Entity service, String slot, long delay) {
        FakeTask task = new FakeTask(
                store.newId(),
                service,
                slot,
                Optional.empty(),
                service.spec().path("TaskTemplate"),
                Optional.of(iteration(service)),
                store.nextIndex());
        task.delay(delay);
        store.tasks().put(task.id(), task);
    }
}
