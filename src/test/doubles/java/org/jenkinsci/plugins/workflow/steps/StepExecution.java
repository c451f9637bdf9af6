package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/** What Jenkins' own does for the executions that are tested here: it keeps the context. */
public abstract class StepExecution implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient StepContext context;

    protected StepExecution(StepContext context) {
        this.context = context;
    }

    public StepContext getContext() {
        return context;
    }

    public abstract boolean start() throws Exception;

    public void stop(Throwable cause) throws Exception {
        context.onFailure(cause);
    }

    public void onResume() {}
}
