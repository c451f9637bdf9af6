package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.RollbackTask;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.StackOperation;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code swarmRollback}: brings a kept release of a stack back. */
public final class RollbackStep extends StackStep {
    private static final long serialVersionUID = 1L;

    private final int release;

    @DataBoundConstructor
    public RollbackStep(String stack, int release) {
        super(stack);
        this.release = release;
    }

    public int getRelease() {
        return release;
    }

    @Override
    StackOperation.Task task() {
        return new RollbackTask(release);
    }

    @Override
    boolean isRelease() {
        return true;
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends StackStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmRollback";
        }

        @Override
        public String getDisplayName() {
            return "Bring a release of a stack back";
        }
    }
}
