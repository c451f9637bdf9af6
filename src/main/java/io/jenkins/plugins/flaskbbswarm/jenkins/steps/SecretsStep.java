package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.PhaseOperation;
import org.kohsuke.stapler.DataBoundConstructor;

import java.io.IOException;

/** {@code swarmSecrets}: makes the versions of swarm secrets that are missing. */
public final class SecretsStep extends DeploymentStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public SecretsStep() {}

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        return new PhaseOperation(data(stepRun), PhaseOperation.Part.SECRETS);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends DeploymentStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmSecrets";
        }

        @Override
        public String getDisplayName() {
            return "Keep the swarm secrets of a stack in step with their sources";
        }
    }
}
