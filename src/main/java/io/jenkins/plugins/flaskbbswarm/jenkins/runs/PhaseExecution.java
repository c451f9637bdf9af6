package io.jenkins.plugins.flaskbbswarm.jenkins.runs;

import hudson.AbortException;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

import java.util.Optional;

/** Waits until the release around it is past a phase. */
public final class PhaseExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final String phase;
    private transient volatile Throwable stopped;

    public PhaseExecution(StepContext context, String phase) {
        super(context);
        this.phase = phase;
    }

    @Override
    public boolean start() throws Exception {
        if (!PhaseGate.PHASES.contains(phase)) {
            throw new AbortException(
                    "There is no phase '" + phase + "'; write one of " + String.join(", ", PhaseGate.PHASES));
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
            release().show(phase, getContext().get(TaskListener.class).getLogger());
            Optional.ofNullable(stopped)
                    .ifPresentOrElse(getContext()::onFailure, () -> getContext().onSuccess(null));
        } catch (Throwable e) {
            getContext().onFailure(stopped == null ? e : stopped);
        }
    }

    /** Ends the release, and then this. */
    @Override
    public void stop(Throwable cause) throws Exception {
        stopped = cause;
        release().interrupt();
    }

    private LiveRun release() throws Exception {
        return LiveRuns.get(getContext().get(ReleaseHandle.class).id());
    }
}
