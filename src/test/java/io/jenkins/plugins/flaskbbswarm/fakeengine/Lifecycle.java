package io.jenkins.plugins.flaskbbswarm.fakeengine;

/** Moves tasks from state to state, as their node's agent would. */
final class Lifecycle {
    private final Store store;
    private final Pace pace;
    private final Placement placement;

    Lifecycle(Store store, Pace pace, Placement placement) {
        this.store = store;
        this.pace = pace;
        this.placement = placement;
    }

    void step(FakeTask task) {
        if (task.isOver() || task.age() < pace.step().toNanos()) {
            return;
        }
        if (task.isWanted()) {
            up(task);
        } else {
            move(task, "shutdown", "shutdown");
        }
    }

    private void up(FakeTask task) {
        switch (task.state()) {
            case "new" -> move(task, "pending", "pending task scheduling");
            case "pending" -> place(task);
            case "assigned" -> move(task, "accepted", "accepted");
            case "accepted" -> move(task, "preparing", "preparing");
            case "preparing" -> prepared(task);
            case "ready" -> start(task);
            case "starting" -> started(task);
            default -> ran(task);
        }
    }

    private void place(FakeTask task) {
        if (placement.place(task)) {
            move(task, "assigned", "scheduler assigned task to node");
        }
    }

    private void prepared(FakeTask task) {
        task.plan(store.image(task.image()).next(task.template().path("ContainerSpec")));
        boolean full = task.node().filter(store.fullDisks()::contains).isPresent();
        if (full && store.localImages().contains(task.image().replaceFirst("@.*", ""))) {
            task.fail(
                    "rejected", "preparing", ImageApi.noSpace("overlay2/543234b5ef03-init/link"), 0, store.nextIndex());
        } else if (!full && task.outcome().pullable()) {
            move(task, "ready", "prepared");
        } else {
            task.fail("rejected", "preparing", pullError(task), 0, store.nextIndex());
        }
    }

    private String pullError(FakeTask task) {
        return store.image(task.image()).pullError().orElseGet(() -> store.engine()
                .pullError(task.image()));
    }

    private void start(FakeTask task) {
        if (!task.isDelayed()) {
            move(task, "starting", "starting");
            task.print();
        }
    }

    private void started(FakeTask task) {
        if (task.outcome().healthy()) {
            move(task, "running", "started");
        } else if (isTimeUp(task)) {
            task.fail(
                    "failed",
                    "starting",
                    "task: non-zero exit (137): dockerexec: unhealthy container",
                    137,
                    store.nextIndex());
        }
    }

    private void ran(FakeTask task) {
        if (!isTimeUp(task)) {
            return;
        }
        int code = task.outcome().exitCode();
        if (code == 0) {
            move(task, "complete", "finished");
        } else {
            task.fail("failed", "started", "task: non-zero exit (" + code + ")", code, store.nextIndex());
        }
    }

    private boolean isTimeUp(FakeTask task) {
        return task.outcome()
                .after()
                .filter(time -> task.age() >= pace.scaled(time.toNanos()))
                .isPresent();
    }

    private void move(FakeTask task, String state, String message) {
        task.move(state, message, store.nextIndex());
    }
}
