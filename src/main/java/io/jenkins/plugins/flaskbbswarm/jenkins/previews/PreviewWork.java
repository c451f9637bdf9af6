package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;

import java.time.Duration;

/**
 * Looks after previews every hour: tries again what could not be removed, and sweeps the swarms that ask for it. What it
 * did is in the controller's {@code logs/tasks}.
 */
@Extension
public final class PreviewWork extends AsyncPeriodicWork {
    public PreviewWork() {
        super("FlaskBB Swarm previews");
    }

    @Override
    public long getRecurrencePeriod() {
        return Duration.ofHours(1).toMillis();
    }

    @Override
    protected void execute(TaskListener listener) throws InterruptedException {
        if (!KnownPreviews.get().all().isEmpty()) {
            PreviewMaintainer.ofJenkins(listener.getLogger()).round(listener.getLogger());
        }
    }
}
