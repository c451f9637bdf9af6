package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.RemoveTask;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.StackOperation;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code swarmRemove}: removes a stack and waits until it is gone. */
public final class RemoveStep extends StackStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public RemoveStep(String stack) {
        super(stack);
    }

    @Override
    StackOperation.Task task() {
        return new RemoveTask();
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends StackStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmRemove";
        }

        @Override
        public String getDisplayName() {
            return "Remove a stack from a Docker Swarm";
        }
    }
}
