package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmArguments;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs a block that knows its swarm. */
public final class WithSwarmExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final SwarmArguments swarm;

    public WithSwarmExecution(StepContext context, SwarmArguments swarm) {
        super(context);
        this.swarm = swarm;
    }

    @Override
    public boolean start() {
        getContext().newBodyInvoker().withContext(swarm).withCallback(new End()).start();
        return false;
    }

    /** The block's end is the step's. */
    private static final class End extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        @Override
        public void onSuccess(StepContext context, Object result) {
            context.onSuccess(result);
        }

        @Override
        public void onFailure(StepContext context, Throwable failure) {
            context.onFailure(failure);
        }
    }
}
