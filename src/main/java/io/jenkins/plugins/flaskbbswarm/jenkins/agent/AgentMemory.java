package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseMemory;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.deploy.StopReason;

/** The progress of a release on its agent; the controller keeps each change before the release goes on. */
final class AgentMemory implements ReleaseMemory {
    private final ControllerCallback controller;
    private final boolean shown;
    private ReleaseProgress progress;

    /** @param shown whether its phases are shown to people one by one */
    AgentMemory(ControllerCallback controller, boolean shown, ReleaseProgress earlier) {
        this.controller = controller;
        this.shown = shown;
        this.progress = earlier;
    }

    @Override
    public synchronized ReleaseProgress progress() {
        return progress;
    }

    /** The controller knows by itself why it stopped the release, and an agent that was told later must not forget it. */
    @Override
    public void save(ReleaseProgress next) {
        synchronized (this) {
            progress = next.stopped(progress.stop());
        }
        try {
            controller.save(next);
        } catch (RuntimeException e) {
            // The controller is gone. When it asks again, it knows less, and does once more what it does not know of.
        }
    }

    @Override
    public boolean holdsToThePlan() {
        return shown;
    }

    synchronized void stop(StopReason reason) {
        progress = progress.stopped(reason);
    }
}
