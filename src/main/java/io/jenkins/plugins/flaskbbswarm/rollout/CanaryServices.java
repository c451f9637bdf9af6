package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.diagnosis.Task;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.plan.Canary;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.release.LockCheck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The canaries of a stack on the engine: made, scaled, looked at and removed. */
final class CanaryServices {
    private final Engine engine;
    private final SwarmWriter writer;
    private final EventSink events;
    private final LockCheck lock;

    CanaryServices(Engine engine, SwarmWriter writer, EventSink events, LockCheck lock) {
        this.engine = engine;
        this.writer = writer;
        this.events = events;
        this.lock = lock;
    }

    /** Makes one, or gives it another number of tasks. */
    void put(ObjectNode spec) throws InterruptedException {
        lock.check();
        String name = spec.path("Name").asText();
        Optional<SwarmInventory.Service> present = find(name);
        if (present.isEmpty()) {
            writer.create(name, spec);
        } else if (Canary.tasks(present.get().spec()) != Canary.tasks(spec)) {
            writer.update(present.get(), spec);
        }
    }

    private Optional<SwarmInventory.Service> find(String name) throws InterruptedException {
        return engine.services().inspect(name).map(SwarmInventory.Service::of);
    }

    /** The tasks of one that failed or became unhealthy. */
    List<Task> failed(String name) throws InterruptedException {
        return engine.tasks().list(Filters.none().and("service", name)).stream()
                .map(Task::new)
                .filter(Task::hasFailed)
                .toList();
    }

    /**
     * Removes some. Traefik asks the swarm every few seconds only, so it is told first that they want no more requests,
     * and they answer those that still come.
     *
     * @param names on the engine; those that are not there are left out
     */
    void remove(List<String> names, Duration drain, String why) throws InterruptedException {
        List<SwarmInventory.Service> there = new ArrayList<>();
        boolean isRouted = false;
        for (String name : names) {
            Optional<SwarmInventory.Service> service = find(name);
            if (service.isPresent() && Canary.header(service.get().spec()).isPresent()) {
                lock.check();
                engine.services()
                        .update(
                                service.get().id(),
                                service.get().version(),
                                Canary.withoutRequests(service.get().spec()),
                                Optional.empty());
                isRouted = true;
            }
            service.ifPresent(there::add);
        }
        if (isRouted) {
            Thread.sleep(drain.toMillis());
        }
        for (SwarmInventory.Service service : there) {
            lock.check();
            writer.remove(service);
            events.emit(new Event.Note("service " + service.name(), why));
        }
    }
}
