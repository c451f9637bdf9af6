package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes a whole stack, as {@code docker stack rm} does, and then waits until its tasks and networks are gone. */
public final class StackRemoval {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Engine engine;
    private final EventSink events;
    private final Set<String> told = new LinkedHashSet<>();

    public StackRemoval(Engine engine, EventSink events) {
        this.engine = engine;
        this.events = events;
    }

    /**
     * Removes it, and returns what could not be removed, in words; none if it is gone.
     *
     * @throws RemovalInterruptedException if it was interrupted and a part is gone
     */
    public List<String> remove(Namespace stack) throws InterruptedException {
        try {
            return removed(stack);
        } catch (InterruptedException e) {
            if (told.isEmpty()) {
                throw e;
            }
            throw new RemovalInterruptedException(stack, told);
        }
    }

    private List<String> removed(Namespace stack) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        removeServices(stack);
        List<String> left = removeRest(stack);
        while (!left.isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK_AGAIN.toMillis());
            left = removeRest(stack);
        }
        return left;
    }

    private void removeServices(Namespace stack) throws InterruptedException {
        SwarmSnapshot state = new SwarmReader(engine).read(stack);
        SwarmInventory observed = state.observed();
        SwarmWriter writer =
                new SwarmWriter(engine, observed, Map.of(), RegistryLogins.none(), state.apiVersion(), events);
        for (SwarmInventory.Service service : observed.services().values()) {
            if (service.isJob()) {
                new JobRunner(engine, writer, events).stop(service.id());
            }
            told.add("service " + service.name());
            writer.remove(service);
            events.emit(new Event.Note("service " + service.name(), "removed"));
        }
    }

    /** One try at all that is left; the lock goes last, since it says that somebody is at work. */
    private List<String> removeRest(Namespace stack) throws InterruptedException {
        Filters ours = Filters.label(Namespace.LABEL, stack.name());
        List<String> left = new ArrayList<>();
        for (JsonNode task : engine.tasks().list(ours)) {
            if (!new Task(task).isOver()) {
                left.add("the task " + new Task(task).id() + " is still " + new Task(task).state());
            }
        }
        for (JsonNode network : engine.networks().list(ours)) {
            String name = network.path("Name").asText();
            tryTo(
                    "network " + name,
                    () -> engine.networks().remove(network.path("Id").asText()),
                    left);
        }
        for (JsonNode secret : engine.secrets().list(ours)) {
            String name = secret.at("/Spec/Name").asText();
            tryTo(
                    "secret " + name,
                    () -> engine.secrets().remove(secret.path("ID").asText()),
                    left);
        }
        for (JsonNode config : engine.configs().list(ours)) {
            String name = config.at("/Spec/Name").asText();
            tryTo(
                    "config " + name,
                    () -> engine.configs().remove(config.path("ID").asText()),
                    left);
        }
        engine.networks()
                .list(ours)
                .forEach(network ->
                        left.add("the network " + network.path("Name").asText() + " is still in use"));
        return left;
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private void tryTo(String subject, Step removal, List<String> left) throws InterruptedException {
        try {
            removal.run();
            if (told.add(subject)) {
                events.emit(new Event.Note(subject, "removed"));
            }
        } catch (EngineException e) {
            left.add("the " + subject + " could not be removed: " + e.getMessage());
        }
    }
}
