package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs a step beside the script. After a restart of the controller it begins again from the start: what was done is
 * found done, and what a dead release left is completed or rolled back. One that had failed or been stopped is only ended.
 */
public final class SwarmExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final RemoteStep step;
    private final String id = UUID.randomUUID().toString();
    private transient volatile ReleaseRun run;

    public SwarmExecution(StepContext context, RemoteStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws Exception {
        run = ReleaseRun.begin(step, getContext(), Optional.empty(), id);
        reportItsEnd();
        return false;
    }

    @Override
    public void onResume() {
        try {
            run = ReleaseRun.beginAgain(step, getContext(), Optional.empty(), id);
            reportItsEnd();
        } catch (IOException | InterruptedException e) {
            getContext().onFailure(e);
        }
    }

    private void reportItsEnd() {
        Threads.run(() -> run.report(getContext(), Optional.empty()));
    }

    /** The step ends when the agent's work has ended: a release first puts its stack back. */
    @Override
    public void stop(Throwable cause) {
        if (run == null) {
            getContext().onFailure(cause);
        } else {
            run.stop(cause);
        }
    }

    @Override
    public String getStatus() {
        return run == null ? "begins" : run.status();
    }
}
