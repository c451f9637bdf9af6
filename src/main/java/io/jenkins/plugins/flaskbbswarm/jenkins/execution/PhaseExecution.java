package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.AbortException;
import hudson.model.TaskListener;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

import java.io.IOException;
import java.util.Optional;

/** Waits until the release around it is past a phase. */
public final class PhaseExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final String phase;

    public PhaseExecution(StepContext context, String phase) {
        super(context);
        this.phase = phase;
    }

    @Override
    public boolean start() throws Exception {
        if (!Phase.stages().contains(phase)) {
            throw new AbortException(
                    "There is no phase '" + phase + "'; write one of " + String.join(", ", Phase.stages()));
        }
        Threads.run(this::show);
        return false;
    }

    @Override
    public void onResume() {
        Threads.run(this::show);
    }

    private void show() {
        try {
            ReleaseRun release = release();
            end(release, shown(release));
        } catch (Throwable e) {
            getContext().onFailure(e);
        }
    }

    /** Empty if it ended well. */
    private Optional<Throwable> shown(ReleaseRun release) {
        try {
            release.show(phase, getContext().get(TaskListener.class).getLogger());
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    private void end(ReleaseRun release, Optional<Throwable> failure) {
        release.stopped().or(() -> failure).ifPresentOrElse(getContext()::onFailure, () -> getContext()
                .onSuccess(null));
    }

    /** Ends the release, and then this. */
    @Override
    public void stop(Throwable cause) throws Exception {
        release().stop(cause);
    }

    @Override
    public String getStatus() {
        try {
            return "waits for the end of '" + phase + "'; the release: "
                    + ReleaseRuns.status(getContext().get(ReleaseHandle.class).id());
        } catch (IOException | InterruptedException e) {
            return "waits for the end of '" + phase + "'";
        }
    }

    private ReleaseRun release() throws Exception {
        return ReleaseRuns.get(getContext().get(ReleaseHandle.class).id());
    }
}
