package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.PhaseOperation;
import org.kohsuke.stapler.DataBoundConstructor;

import java.io.IOException;

/** {@code swarmMigrate}: runs the migration of a deployment as a job. */
public final class MigrateStep extends DeploymentStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public MigrateStep() {}

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        return new PhaseOperation(data(stepRun), PhaseOperation.Part.MIGRATE);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends DeploymentStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmMigrate";
        }

        @Override
        public String getDisplayName() {
            return "Run the migration of a deployment";
        }
    }
}
