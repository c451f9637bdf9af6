package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.PhaseOperation;
import org.kohsuke.stapler.DataBoundConstructor;

import java.io.IOException;

/** {@code swarmPush}: builds and pushes the images of a deployment that the registry does not hold. */
public final class PushStep extends DeploymentStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public PushStep() {}

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        return new PhaseOperation(data(stepRun), PhaseOperation.Part.PUSH);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends DeploymentStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmPush";
        }

        @Override
        public String getDisplayName() {
            return "Build and push the images of a deployment";
        }
    }
}
