package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.ReleaseExecution;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.ReleaseHandle;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeployOperation;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

import java.io.IOException;
import java.util.Set;

/** {@code swarmRelease}: a deployment whose phases are shown by {@code swarmPhase} in its block. */
public final class ReleaseStep extends ApprovableStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public ReleaseStep() {}

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        return new DeployOperation(data(stepRun), getPlan());
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ReleaseExecution(context, this);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends AbstractReleaseStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmRelease";
        }

        @Override
        public String getDisplayName() {
            return "Deploy a stack to a Docker Swarm, phase by phase";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(ReleaseHandle.class);
        }
    }
}
