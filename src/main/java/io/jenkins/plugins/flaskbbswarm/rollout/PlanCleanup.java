package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.Plan;
import io.jenkins.plugins.flaskbbswarm.plan.References;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes what left a stack and waits until it is gone: the engine says yes at once, while tasks go on stopping and hold
 * on to networks and ports. What cannot be removed is said and left to the next release: it harms nobody.
 */
final class PlanCleanup {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Engine engine;
    private final SwarmWriter writer;
    private final RolloutOptions options;
    private final EventSink events;
    private final Set<String> gone;

    /** @param gone names of services that were removed already, since others wanted their ports */
    PlanCleanup(Engine engine, SwarmWriter writer, RolloutOptions options, EventSink events, Set<String> gone) {
        this.gone = gone;
        this.engine = engine;
        this.writer = writer;
        this.options = options;
        this.events = events;
    }

    /** Services first, then networks, secrets and configs, which they used. */
    void carryOut(Plan plan) throws InterruptedException {
        Parallel.each(plan.only(Action.RemoveService.class), options.parallel(), this::remove);
        List<Action.RemoveNetwork> networks = plan.only(Action.RemoveNetwork.class);
        if (!networks.isEmpty()) {
            awaitTasks(plan);
        }
        List<Action.RemoveNetwork> removed = new ArrayList<>();
        for (Action.RemoveNetwork network : networks) {
            if (attempt("network " + network.name(), () -> engine.networks().remove(network.id()))) {
                removed.add(network);
            }
        }
        Parallel.each(
                unused(plan),
                options.parallel(),
                object -> attempt(object.kind() + " " + object.name(), () -> writer.remove(object)));
        awaitEnd(removed);
    }

    /** Removes a service, once. */
    void remove(Action.RemoveService removal) throws InterruptedException {
        if (!gone.add(removal.name())) {
            return;
        }
        if (removal.service().isJob()) {
            new JobRunner(engine, writer, events).stop(removal.service().id());
        }
        writer.remove(removal.service());
        events.emit(new Event.Note("service " + removal.name(), "removed"));
    }

    /** A task that is still being started would bring the network back to its node after it was removed. */
    private void awaitTasks(Plan plan) throws InterruptedException {
        Set<String> services = plan.only(Action.RemoveService.class).stream()
                .map(removal -> removal.service().id())
                .collect(Collectors.toSet());
        Filters ours = Filters.label(Namespace.LABEL, plan.stack().name());
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)
                && engine.tasks().list(ours).stream()
                        .map(Task::new)
                        .anyMatch(task -> services.contains(task.serviceId()) && !task.isOver())) {
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    /** A version goes when the last task that refers to it is over, which may take as long as a task takes to stop. */
    private List<Action.RemoveObject> unused(Plan plan) throws InterruptedException {
        List<Action.RemoveObject> objects = plan.only(Action.RemoveObject.class);
        Instant deadline = Instant.now().plus(PATIENCE);
        Set<String> used = objects.isEmpty() ? Set.of() : used(plan.stack(), objects);
        while (!used.isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK_AGAIN.toMillis());
            used = used(plan.stack(), objects);
        }
        Set<String> kept = used;
        kept.forEach(name -> events.emit(new Event.Warning(
                name, "stays, since a task that is stopping still uses it", "the next release tries again")));
        return objects.stream().filter(object -> !kept.contains(object.name())).toList();
    }

    private Set<String> used(Namespace stack, List<Action.RemoveObject> objects) throws InterruptedException {
        Set<String> names = objects.stream().map(Action.RemoveObject::name).collect(Collectors.toSet());
        return engine.tasks().list(Filters.label(Namespace.LABEL, stack.name())).stream()
                .map(Task::new)
                .filter(task -> !task.isOver())
                .flatMap(task -> References.ofTask(task.spec()).stream())
                .filter(names::contains)
                .collect(Collectors.toSet());
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** Whether it was removed. */
    private boolean attempt(String subject, Step step) throws InterruptedException {
        try {
            step.run();
            events.emit(new Event.Note(subject, "removed"));
            return true;
        } catch (EngineException e) {
            events.emit(new Event.Warning(
                    subject, "could not be removed: " + e.getMessage(), "the next release tries again"));
            return false;
        }
    }

    /** A network that was removed is listed for as long as a task of this node uses it. */
    private void awaitEnd(List<Action.RemoveNetwork> networks) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        List<Action.RemoveNetwork> left = remaining(networks);
        while (!left.isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK_AGAIN.toMillis());
            left = remaining(left);
        }
        left.forEach(network -> events.emit(new Event.Warning(
                "network " + network.name(),
                "is still in use " + PATIENCE.toSeconds() + " s after it was removed",
                "look which container holds it: docker network inspect " + network.name())));
    }

    private List<Action.RemoveNetwork> remaining(List<Action.RemoveNetwork> networks) throws InterruptedException {
        if (networks.isEmpty()) {
            return networks;
        }
        List<String> ids = engine.networks().list(Filters.none()).stream()
                .map(network -> network.path("Id").asText())
                .toList();
        return networks.stream().filter(network -> ids.contains(network.id())).toList();
    }
}
