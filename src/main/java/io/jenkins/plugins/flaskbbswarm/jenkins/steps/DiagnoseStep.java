package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DiagnoseTask;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.StackOperation;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code swarmDiagnose}: says which services of a stack do not run as wanted, and why. */
public final class DiagnoseStep extends StackStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public DiagnoseStep(String stack) {
        super(stack);
    }

    @Override
    StackOperation.Task task() {
        return new DiagnoseTask();
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends StackStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmDiagnose";
        }

        @Override
        public String getDisplayName() {
            return "Say what is wrong with a stack";
        }
    }
}
