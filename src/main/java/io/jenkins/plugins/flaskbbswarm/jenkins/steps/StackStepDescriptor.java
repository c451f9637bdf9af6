package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.EnvVars;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.Checks;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

import java.util.Set;

/** Steps on a stack as it is need no workspace: an engine that is reached through the network will do. */
abstract class StackStepDescriptor extends SwarmStepDescriptor {
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, EnvVars.class);
    }

    @POST
    public FormValidation doCheckStack(@QueryParameter String value) {
        return value.isBlank() ? Checks.required(value) : Checks.stack(value);
    }
}
