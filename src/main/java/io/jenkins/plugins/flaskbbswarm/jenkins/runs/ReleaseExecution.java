package io.jenkins.plugins.flaskbbswarm.jenkins.runs;

import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Runs a release beside a block; the block lets its phases go on, and its end is that of the release. */
public final class ReleaseExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final StepWork step;
    private final String id = UUID.randomUUID().toString();
    private BodyExecution body;

    public ReleaseExecution(StepContext context, StepWork step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws Exception {
        LiveRuns.put(id, LiveRun.begin(step, getContext(), Optional.of(new PhaseGate())));
        body = getContext()
                .newBodyInvoker()
                .withContext(new ReleaseHandle(id))
                .withCallback(new End(id))
                .start();
        return false;
    }

    /** The step in the block that was interrupted opens the phases up to its own again. */
    @Override
    public void onResume() {
        try {
            LiveRuns.put(id, LiveRun.beginAgain(step, getContext(), Optional.of(new PhaseGate())));
        } catch (IOException | InterruptedException e) {
            getContext().onFailure(e);
        }
    }

    @Override
    public void stop(Throwable cause) {
        body.cancel(cause);
    }

    /** The end of the block. */
    private static final class End extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final String id;

        End(String id) {
            this.id = id;
        }

        /** What no phase was shown of is done now. */
        @Override
        public void onSuccess(StepContext context, Object result) {
            Threads.run(() -> end(context, Optional.empty()));
        }

        /** Whatever failed in the block: the release does not outlive it. */
        @Override
        public void onFailure(StepContext context, Throwable failure) {
            Threads.run(() -> end(context, Optional.of(failure)));
        }

        private void end(StepContext context, Optional<Throwable> failure) {
            try {
                LiveRun run = LiveRuns.get(id);
                failure.ifPresent(why -> run.interrupt());
                run.openAll();
                run.report(context, () -> failure);
                LiveRuns.remove(id);
            } catch (InterruptedException e) {
                context.onFailure(e);
            }
        }
    }
}
