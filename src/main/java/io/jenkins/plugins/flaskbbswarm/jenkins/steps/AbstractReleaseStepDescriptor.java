package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.Checks;
import io.jenkins.plugins.flaskbbswarm.rollout.OnAbort;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

import java.util.Locale;

/** The forms of steps that release a stack. */
abstract class AbstractReleaseStepDescriptor extends DeploymentStepDescriptor {
    /** The first is what the deployment file says. */
    @POST
    public ListBoxModel doFillOnAbortItems() {
        ListBoxModel choices = new ListBoxModel();
        choices.add("as the deployment file says", "");
        for (OnAbort choice : OnAbort.values()) {
            choices.add(choice.name().toLowerCase(Locale.ROOT));
        }
        return choices;
    }

    /** A form knows only the choices; a script's writer is told them. */
    @POST
    public FormValidation doCheckOnAbort(@QueryParameter String value) {
        return Checks.onAbort(value);
    }
}
