package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.StackOperation;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.UnlockTask;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code swarmUnlock}: takes the lock of a stack away from a release that is dead. */
public final class UnlockStep extends StackStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public UnlockStep(String stack) {
        super(stack);
    }

    @Override
    StackOperation.Task task() {
        return new UnlockTask();
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends StackStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmUnlock";
        }

        @Override
        public String getDisplayName() {
            return "Take the lock of a stack away";
        }
    }
}
