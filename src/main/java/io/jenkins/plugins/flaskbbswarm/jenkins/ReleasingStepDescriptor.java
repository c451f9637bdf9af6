package io.jenkins.plugins.flaskbbswarm.jenkins;

import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The forms of steps that release a stack. */
abstract class ReleasingStepDescriptor extends DeploymentStepDescriptor {
    @POST
    public ListBoxModel doFillOnAbortItems() {
        return Choices.onAbort();
    }

    /** A form knows only the choices; a script's writer is told them. */
    @POST
    public FormValidation doCheckOnAbort(@QueryParameter String value) {
        return Checks.onAbort(value);
    }
}
