package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.ExternalReplicas;
import io.jenkins.plugins.flaskbbswarm.plan.Jobs;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Stops services without removing them, so that nothing of theirs writes while a schema changes under them. */
final class StoppedServices {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    /** Longer than a task may take to stop: {@code stop_grace_period} is seldom more. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Set<String> NOT_STARTED = Set.of("new", "allocated", "pending");

    private final Engine engine;
    private final Namespace stack;
    private final SwarmWriter writer;
    private final EventSink events;

    StoppedServices(Engine engine, Namespace stack, SwarmWriter writer, EventSink events) {
        this.engine = engine;
        this.stack = stack;
        this.writer = writer;
        this.events = events;
    }

    void stop(SwarmInventory.Service service) throws InterruptedException {
        writer.update(service, stopped(service.spec()));
        events.emit(new Event.Note("service " + service.name(), "stopped while the schema goes back"));
    }

    /** A spec of which no task runs. Where the number of replicas is not ours to set, no node is good enough. */
    static ObjectNode stopped(JsonNode spec) {
        if (Jobs.isJob(spec)) {
            return Jobs.withoutRun((ObjectNode) spec);
        }
        ObjectNode next = spec.deepCopy();
        if (next.at("/Mode/Replicated").isObject() && !ExternalReplicas.are(next)) {
            next.withObject("/Mode/Replicated").put("Replicas", 0);
            return next;
        }
        next.withObject("/TaskTemplate/Placement").withArray("Constraints").add("node.id == none");
        next.withObject("/UpdateConfig").put("Order", "stop-first").put("Parallelism", 0);
        return next;
    }

    /**
     * Waits until no task of them runs any more.
     *
     * @param services their IDs, be they there or removed
     * @throws JobFailedException if one still runs after a long time: the schema must not change under it
     */
    void await(Collection<String> services) throws JobFailedException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        Set<String> running = running(services);
        while (!running.isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new JobFailedException(
                        "tasks of the new code did not stop within " + PATIENCE.toMinutes() + " min ("
                                + String.join(", ", running) + ")",
                        java.util.List.of());
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
            running = running(services);
        }
    }

    private Set<String> running(Collection<String> services) throws InterruptedException {
        if (services.isEmpty()) {
            return Set.of();
        }
        return engine.tasks().list(Filters.label(Namespace.LABEL, stack.name())).stream()
                .map(Task::new)
                .filter(task -> services.contains(task.serviceId()))
                .filter(task -> !task.isOver() && !NOT_STARTED.contains(task.state()))
                .map(Task::id)
                .collect(Collectors.toSet());
    }
}
