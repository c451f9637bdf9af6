package io.jenkins.plugins.flaskbbswarm.event;

import io.jenkins.plugins.flaskbbswarm.text.Printable;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;

import java.time.Duration;
import java.util.Locale;

/** Events as lines, the way logs want them: a phase begins at the margin, what happens in it is indented. */
public final class EventLines {
    private EventLines() {}

    /**
     * Whether a log goes without it: the states of single tasks, of which a page draws a bar each. What a task failed of
     * is none of them.
     */
    public static boolean isDetail(Event event) {
        return event instanceof Event.TaskChanged task && task.error().isEmpty();
    }

    /** One event as one line, without its end, and without what a terminal would act on and what looks like a secret. */
    public static String of(Event event) {
        if (event instanceof Event.PhaseStarted started) {
            return "==> " + Printable.line(started.phase());
        }
        return "    " + Sensitive.text(Printable.line(inPhase(event)));
    }

    private static String inPhase(Event event) {
        if (event instanceof Event.PhaseFinished finished) {
            return finished.phase() + ": " + finished.result() + " (" + seconds(finished.took()) + ")";
        }
        if (event instanceof Event.Warning warning) {
            return "warning: " + warning.subject() + ": " + warning.text() + after("; ", warning.remedy());
        }
        if (event instanceof Event.Output output) {
            return output.source() + " | " + output.line();
        }
        if (event instanceof Event.TaskChanged task) {
            return task.task() + " is " + task.state() + after(" on ", task.node()) + after(": ", task.error());
        }
        if (event instanceof Event.ServiceChanged service) {
            return service.service() + ": " + service.ready() + " of " + service.wanted() + " ready"
                    + (service.converged() ? ", converged" : "");
        }
        if (event instanceof Event.ServicePlanned planned) {
            return planned.service() + ": " + planned.image() + " (" + planned.change() + ")";
        }
        if (event instanceof Event.Progress progress) {
            return progress.subject() + ": " + progress.text();
        }
        Event.Note note = (Event.Note) event;
        return note.subject() + ": " + note.text();
    }

    private static String after(String separator, String text) {
        return text.isEmpty() ? "" : separator + text;
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
