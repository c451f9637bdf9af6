package io.jenkins.plugins.flaskbbswarm.jenkins;

import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs a step beside the script. After a restart of the controller it begins again from the start: what was done is
 * found done, and what a dead release left is finished or put back.
 */
final class SwarmExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final SwarmStep step;
    private transient volatile Conversation conversation;
    private transient volatile Throwable stopped;

    SwarmExecution(StepContext context, SwarmStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        Threads.run(this::work);
        return false;
    }

    @Override
    public void onResume() {
        Threads.run(this::work);
    }

    /** Waits for nothing: the step ends when the agent's work has ended. */
    @Override
    public void stop(Throwable cause) {
        stopped = cause;
        if (conversation != null) {
            conversation.interrupt();
        }
    }

    private void work() {
        try {
            TaskListener listener = getContext().get(TaskListener.class);
            conversation = new Conversation(listener);
            getContext().onSuccess(new Errand(step, getContext(), conversation).run());
        } catch (Exception e) {
            fail(e);
        }
    }

    private void fail(Exception failure) {
        getContext().onFailure(stopped == null ? failure : stopped);
    }
}
