package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The swarm's manager: looks every millisecond at what is wanted and what is, and does something about it. */
final class Orchestrator implements AutoCloseable {
    /** For so long after an update nothing tells that tasks will be replaced; on engine 20.10 up to 30 ms. */
    private static final long NOTICED_AFTER = 10_000_000L;

    private final Store store;
    private final Pace pace;
    private final Slots slots;
    private final Jobs jobs;
    private final Lifecycle lifecycle;
    private final Map<String, RollingUpdate> updates = new HashMap<>();
    private final Map<String, Long> noticedAt = new HashMap<>();
    private final Thread thread = new Thread(this::run, "fake-swarm");
    private volatile boolean closed;

    Orchestrator(Store store, Pace pace) {
        this.store = store;
        this.pace = pace;
        Placement placement = new Placement(store);
        Restarts restarts = new Restarts(pace);
        this.slots = new Slots(store, placement, restarts);
        this.jobs = new Jobs(store, placement, restarts);
        this.lifecycle = new Lifecycle(store, pace, placement);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            synchronized (store) {
                store.services().all().forEach(this::orchestrate);
                List.copyOf(store.tasks().values()).forEach(lifecycle::step);
                store.tasks().values().removeIf(this::isForgotten);
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void orchestrate(Entity service) {
        if (Jobs.isJob(service.spec())) {
            jobs.run(service);
            return;
        }
        Long due = noticedAt.get(service.id());
        if (due != null && System.nanoTime() - due >= 0) {
            noticedAt.remove(service.id());
            begin(service, false);
        }
        // An update first: a slot whose old task it has just stopped is its own to fill.
        RollingUpdate update = updates.get(service.id());
        if (update != null && update.step()) {
            updates.remove(service.id());
            rollBackIfWanted(service);
        }
        slots.fill(service);
    }

    private void rollBackIfWanted(Entity service) {
        if (service.extra().at("/UpdateStatus/State").asText().equals("rollback_started")) {
            service.replace((ObjectNode) service.extra().remove("PreviousSpec"));
            begin(service, true);
        }
    }

    private boolean isForgotten(FakeTask task) {
        return task.desired().equals("remove") && task.isOver();
    }

    Slots slots() {
        return slots;
    }

    /** To be told after a service got another spec. */
    void updated(Entity service) {
        service.extra().remove("UpdateStatus");
        updates.remove(service.id());
        noticedAt.remove(service.id());
        slots.wanted(service).forEach(slot -> slots.endSurplus(service, slot));
        if (store.tasksOf(service).stream().anyMatch(task -> task.isLive() && !slots.isCurrent(service, task))) {
            noticedAt.put(service.id(), System.nanoTime() + NOTICED_AFTER);
        }
    }

    private void begin(Entity service, boolean rollback) {
        updates.put(service.id(), new RollingUpdate(store, pace, slots, service, rollback));
    }

    /** To be told after a service was removed. The tasks of a job go on: engines leave them running. */
    void removed(Entity service) {
        updates.remove(service.id());
        noticedAt.remove(service.id());
        if (!Jobs.isJob(service.spec())) {
            store.tasksOf(service).forEach(task -> task.desire("remove"));
        }
    }

    /** {@code ServiceStatus}, as in lists of services. */
    ObjectNode status(Entity service) {
        List<FakeTask> tasks = store.tasksOf(service);
        boolean job = Jobs.isJob(service.spec());
        long running =
                tasks.stream().filter(task -> task.state().equals("running")).count();
        long completed = tasks.stream()
                .filter(task -> job
                        && task.state().equals("complete")
                        && task.iteration()
                                .filter(number -> number == Jobs.iteration(service))
                                .isPresent())
                .count();
        long desired = job
                ? jobs.completions(service) - completed
                : slots.wanted(service).size();
        return Store.JSON
                .createObjectNode()
                .put("RunningTasks", running)
                .put("DesiredTasks", desired)
                .put("CompletedTasks", completed);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
