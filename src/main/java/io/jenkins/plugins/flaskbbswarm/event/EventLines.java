package io.jenkins.plugins.flaskbbswarm.event;

import io.jenkins.plugins.flaskbbswarm.text.Printable;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;

/** Events as lines, the way logs want them: a phase begins at the margin, what happens in it is indented. */
public final class EventLines {
    private EventLines() {}

    /**
     * Whether a log leaves it out: single measurements, and the states of single tasks, which the page draws. The error of a
     * task that failed is logged.
     */
    public static boolean isDetail(Event event) {
        return event instanceof Event.TaskChanged task && task.error().isEmpty() || event instanceof Event.Measured;
    }

    /** One event as one line, without its end, and without what a terminal would act on and what looks like a secret. */
    public static String of(Event event) {
        return event instanceof Event.PhaseStarted
                ? "==> " + Printable.line(event.sentence())
                : "    " + Sensitive.text(Printable.line(event.sentence()));
    }
}
