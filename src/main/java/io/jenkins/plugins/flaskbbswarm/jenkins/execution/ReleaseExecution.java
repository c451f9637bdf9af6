package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs a release beside a block. The block lets its phases go on, and the block's end decides: after a good one what is
 * left is done and the release recorded, after any other it is rolled back.
 */
public final class ReleaseExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final RemoteStep step;
    private final String id = UUID.randomUUID().toString();
    private BodyExecution body;

    public ReleaseExecution(StepContext context, RemoteStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws Exception {
        ReleaseRuns.put(id, ReleaseRun.begin(step, getContext(), Optional.of(new StagedGate()), id));
        body = getContext()
                .newBodyInvoker()
                .withContext(new ReleaseHandle(id))
                .withCallback(new End(id))
                .start();
        return false;
    }

    /** Phases are open as far as they were. If the block was over, nobody else waits for the end. */
    @Override
    public void onResume() {
        try {
            ReleaseRun run = ReleaseRun.beginAgain(step, getContext(), Optional.of(new StagedGate()), id);
            ReleaseRuns.put(id, run);
            if (run.isAfterItsBlock()) {
                Threads.run(() -> {
                    run.report(getContext(), Optional.empty());
                    ReleaseRuns.remove(id);
                });
            }
        } catch (IOException | InterruptedException e) {
            getContext().onFailure(e);
        }
    }

    /** A block that is over cannot be ended, but what is left to do can. */
    @Override
    public void stop(Throwable cause) {
        body.cancel(cause);
        ReleaseRuns.withLive(id, run -> {
            if (run.isAfterItsBlock()) {
                run.stop(cause);
            }
        });
    }

    @Override
    public String getStatus() {
        return ReleaseRuns.status(id);
    }

    /** The end of the block. */
    private static final class End extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final String id;

        End(String id) {
            this.id = id;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            ReleaseRuns.withLive(id, ReleaseRun::blockIsOver);
            Threads.run(() -> end(context, Optional.empty()));
        }

        /** Whatever failed in the block: the release does not outlive it. */
        @Override
        public void onFailure(StepContext context, Throwable failure) {
            ReleaseRuns.withLive(id, run -> {
                run.stop(failure);
                run.blockIsOver();
            });
            Threads.run(() -> end(context, Optional.of(failure)));
        }

        /** A release that is stopped begins no other phase. */
        private void end(StepContext context, Optional<Throwable> failure) {
            try {
                ReleaseRun run = ReleaseRuns.get(id);
                failure.ifPresentOrElse(run::stop, run::openAll);
                run.report(context, failure);
                ReleaseRuns.remove(id);
            } catch (InterruptedException e) {
                context.onFailure(e);
            }
        }
    }
}
