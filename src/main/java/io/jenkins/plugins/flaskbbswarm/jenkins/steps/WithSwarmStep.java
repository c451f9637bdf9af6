package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.WithSwarmExecution;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmArguments;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

import java.util.Set;

/** {@code withSwarm}: the swarm that the steps in its block work on. */
public final class WithSwarmStep extends Step {
    private String target = "";
    private String host = "";
    private String hostCredentialsId = "";

    @DataBoundConstructor
    public WithSwarmStep() {}

    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = FormText.trimmed(target);
    }

    public String getHost() {
        return host;
    }

    @DataBoundSetter
    public void setHost(String host) {
        this.host = FormText.trimmed(host);
    }

    public String getHostCredentialsId() {
        return hostCredentialsId;
    }

    @DataBoundSetter
    public void setHostCredentialsId(String hostCredentialsId) {
        this.hostCredentialsId = FormText.trimmed(hostCredentialsId);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new WithSwarmExecution(context, new SwarmArguments(target, host, hostCredentialsId));
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends SwarmStepDescriptor {
        @Override
        public String getFunctionName() {
            return "withSwarm";
        }

        @Override
        public String getDisplayName() {
            return "Name the swarm that the steps inside work on";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(SwarmArguments.class);
        }
    }
}
