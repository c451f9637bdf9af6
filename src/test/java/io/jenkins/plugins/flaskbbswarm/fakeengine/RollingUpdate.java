package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One update of a service's tasks under way, slot by slot, as moby/swarmkit's updater does it. */
final class RollingUpdate {
    private static final long DEFAULT_MONITOR = 5_000_000_000L;

    private final Store store;
    private final Pace pace;
    private final Slots slots;
    private final Entity service;
    private final boolean rollback;
    /** The new task of each slot that was begun. */
    private final Map<String, FakeTask> begun = new LinkedHashMap<>();

    /** Slots whose old task has to end first. */
    private final Set<String> stopping = new LinkedHashSet<>();

    private final List<FakeTask> failures = new ArrayList<>();
    private long quietSince = System.nanoTime();

    RollingUpdate(Store store, Pace pace, Slots slots, Entity service, boolean rollback) {
        this.store = store;
        this.pace = pace;
        this.slots = slots;
        this.service = service;
        this.rollback = rollback;
        status(rollback ? "rollback_started" : "updating", rollback ? "rollback in progress" : "update in progress");
    }

    /**
     * Takes the next step.
     *
     * @return whether the update is over
     */
    boolean step() {
        Optional<FakeTask> failure = newFailure();
        if (failure.isPresent() && isTooMuch()) {
            return giveUp(failure.get());
        }
        begun.forEach(this::retireOld);
        List.copyOf(stopping).stream().filter(this::hasStopped).forEach(this::start);
        List<String> left = outdated();
        long busy = stopping.size()
                + begun.values().stream().filter(this::isUnderWay).count();
        if (busy > 0) {
            quietSince = System.nanoTime();
        }
        left.stream().limit(Math.max(0, parallelism() - busy)).forEach(this::begin);
        return left.isEmpty() && busy == 0 && isQuietLongEnough() && complete();
    }

    private JsonNode config() {
        return service.spec().path(rollback ? "RollbackConfig" : "UpdateConfig");
    }

    private boolean startsFirst() {
        return config().path("Order").asText().equals("start-first");
    }

    private long parallelism() {
        long value = config().path("Parallelism").asLong(1);
        return value == 0 ? Integer.MAX_VALUE : value;
    }

    private boolean isQuietLongEnough() {
        long monitor = config().path("Monitor").asLong();
        return System.nanoTime() - quietSince >= pace.scaled(monitor == 0 ? DEFAULT_MONITOR : monitor);
    }

    private List<String> outdated() {
        return slots.wanted(service).stream()
                .filter(slot -> !begun.containsKey(slot) && !stopping.contains(slot))
                .filter(slot -> slots.live(service, slot)
                        .filter(task -> !slots.isCurrent(service, task))
                        .isPresent())
                .toList();
    }

    private void begin(String slot) {
        if (startsFirst()) {
            start(slot);
        } else {
            stopping.add(slot);
            old(slot).forEach(task -> task.desire("shutdown"));
        }
    }

    private boolean hasStopped(String slot) {
        return slots.in(service, slot).stream().allMatch(FakeTask::isOver);
    }

    private void start(String slot) {
        stopping.remove(slot);
        FakeTask task = slots.start(service, slot, 0);
        begun.put(slot, task);
        quietSince = System.nanoTime();
    }

    private Collection<FakeTask> old(String slot) {
        return slots.in(service, slot).stream()
                .filter(task -> task.isLive() && !slots.isCurrent(service, task))
                .toList();
    }

    /** With start-first the old task goes as soon as the new one runs, and also when it failed. */
    private void retireOld(String slot, FakeTask task) {
        if (task.state().equals("running") || task.isOver()) {
            old(slot).forEach(other -> other.desire("shutdown"));
        }
    }

    private boolean isUnderWay(FakeTask task) {
        return !task.isOver() && !task.state().equals("running");
    }

    private Optional<FakeTask> newFailure() {
        Optional<FakeTask> failure = begun.values().stream()
                .filter(task -> task.isOver() && !failures.contains(task))
                .findFirst();
        failure.ifPresent(failures::add);
        return failure;
    }

    private boolean isTooMuch() {
        double ratio = config().path("MaxFailureRatio").asDouble();
        boolean goesOn = config().path("FailureAction").asText().equals("continue");
        return !goesOn && failures.size() > ratio * slots.wanted(service).size();
    }

    private boolean giveUp(FakeTask task) {
        begun.forEach(this::retireOld);
        String why = " due to failure or early termination of task " + task.id();
        if (rollback) {
            status("rollback_paused", "rollback paused" + why);
        } else if (wantsRollback()) {
            status("rollback_started", "update rolled back" + why);
        } else {
            status("paused", "update paused" + why);
        }
        return true;
    }

    private boolean wantsRollback() {
        return config().path("FailureAction").asText().equals("rollback")
                && service.extra().has("PreviousSpec");
    }

    private boolean complete() {
        status(rollback ? "rollback_completed" : "completed", rollback ? "rollback completed" : "update completed");
        ((ObjectNode) service.extra().path("UpdateStatus"))
                .put("CompletedAt", Instant.now().toString());
        return true;
    }

    private void status(String state, String message) {
        String before = service.extra().at("/UpdateStatus/State").asText();
        ObjectNode status =
                service.extra().withObject("/UpdateStatus").put("State", state).put("Message", message);
        if (!status.has("StartedAt")) {
            status.put("StartedAt", Instant.now().toString());
        }
        store.touch(service);
        store.event(
                "service",
                "update",
                service,
                before.isEmpty()
                        ? Map.of("updatestate.new", state)
                        : Map.of("updatestate.old", before, "updatestate.new", state));
    }
}
