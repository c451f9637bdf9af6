package io.jenkins.plugins.flaskbbswarm.jenkins;

import hudson.model.TaskListener;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventLines;
import io.jenkins.plugins.flaskbbswarm.event.EventTexts;

import java.util.ArrayList;

/** Hears what the agent tells, and prints it. */
final class Conversation implements Controller {
    private final TaskListener listener;
    private final Mask mask = new Mask();
    private Running running;
    private boolean interrupted;

    Conversation(TaskListener listener) {
        this.listener = listener;
    }

    Mask mask() {
        return mask;
    }

    boolean isGated() {
        return false;
    }

    @Override
    public synchronized void started(Running work) {
        running = work;
        if (interrupted) {
            work.interrupt();
        }
    }

    /** Ends the work, now or as soon as it begins. */
    synchronized void interrupt() {
        interrupted = true;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public void tell(ArrayList<Event> events) {
        for (Event event : events) {
            listener.getLogger().println(EventLines.of(EventTexts.changed(event, mask::blanked)));
        }
    }

    @Override
    public void pass(String phase) {}
}
