package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.PhaseOperation;
import org.kohsuke.stapler.DataBoundConstructor;

import java.io.IOException;

/** {@code swarmNetworks}: makes the networks that are missing. */
public final class NetworksStep extends DeploymentStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public NetworksStep() {}

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        return new PhaseOperation(data(stepRun), PhaseOperation.Part.NETWORKS);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends DeploymentStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmNetworks";
        }

        @Override
        public String getDisplayName() {
            return "Make the networks of a stack";
        }
    }
}
