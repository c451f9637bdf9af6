package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Prints each event as a line, as build logs want it. */
final class PlainLines implements EventSink {
    private final PrintWriter out;

    PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void emit(Event event) {
        out.println(line(event));
        out.flush();
    }

    static String line(Event event) {
        if (event instanceof Event.PhaseStarted started) {
            return "==> " + started.phase();
        }
        if (event instanceof Event.PhaseFinished finished) {
            return "    " + finished.phase() + ": " + finished.result() + " (" + seconds(finished.took()) + ")";
        }
        if (event instanceof Event.Warning warning) {
            return "    warning: " + warning.subject() + ": " + warning.text() + remedy(warning.remedy());
        }
        if (event instanceof Event.Output output) {
            return "    " + output.source() + " | " + output.line();
        }
        if (event instanceof Event.TaskChanged task) {
            return "    " + task.task() + " is " + task.state()
                    + (task.node().isEmpty() ? "" : " on " + task.node())
                    + task.error().map(error -> ": " + error).orElse("");
        }
        if (event instanceof Event.ServiceChanged service) {
            return "    " + service.service() + ": " + service.ready() + " of " + service.wanted() + " ready"
                    + (service.converged() ? ", as wanted" : "");
        }
        if (event instanceof Event.Progress progress) {
            return "    " + progress.subject() + ": " + progress.text();
        }
        Event.Note note = (Event.Note) event;
        return "    " + note.subject() + ": " + note.text();
    }

    private static String remedy(String remedy) {
        return remedy.isEmpty() ? "" : "; " + remedy;
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
