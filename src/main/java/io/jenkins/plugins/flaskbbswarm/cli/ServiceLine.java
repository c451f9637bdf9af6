package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.event.Event;

/** One service in the live view: how many tasks are ready, and what the last task that moved does. */
final class ServiceLine {
    private final String name;
    private String ready = "";
    private String task = "";
    private boolean done;
    private boolean failed;

    ServiceLine(String name) {
        this.name = name;
    }

    void changed(Event.ServiceChanged change) {
        ready = change.ready() + "/" + change.wanted();
        done = change.converged();
        failed &= !done;
    }

    void changed(Event.TaskChanged change) {
        failed = !change.error().isEmpty();
        task = change.state()
                + (change.node().isEmpty() ? "" : " on " + change.node())
                + (change.error().isEmpty() ? "" : ": " + change.error());
    }

    boolean isDone() {
        return done;
    }

    boolean hasFailed() {
        return failed;
    }

    /** @param width columns for the name, which is cut if it is longer */
    String text(int width) {
        String mark = done ? "✔" : failed ? "✘" : "…";
        String shown = name.length() <= width ? name : name.substring(0, Math.max(width - 1, 0)) + "…";
        return "    %s %s  %s ready  %s"
                .formatted(mark, shown + " ".repeat(width - shown.length()), ready, done ? "" : task)
                .stripTrailing();
    }
}
