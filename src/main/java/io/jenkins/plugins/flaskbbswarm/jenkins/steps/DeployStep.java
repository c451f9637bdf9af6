package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeployOperation;
import org.kohsuke.stapler.DataBoundConstructor;

import java.io.IOException;

/** {@code swarmDeploy}: from images to a healthy stack, in one step. */
public final class DeployStep extends ApprovableStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public DeployStep() {}

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        return new DeployOperation(data(stepRun), getPlan());
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends AbstractReleaseStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmDeploy";
        }

        @Override
        public String getDisplayName() {
            return "Deploy a stack to a Docker Swarm";
        }
    }
}
