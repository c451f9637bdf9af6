package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialChoices;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.Checks;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.TargetChoices;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

import java.util.Map;
import java.util.Set;

/** What the forms of all steps have in common, and how scripts call them. */
abstract class SwarmStepDescriptor extends StepDescriptor {
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FilePath.class, EnvVars.class);
    }

    @Override
    public final Step newInstance(Map<String, Object> arguments) throws Exception {
        return super.newInstance(StepArguments.checked(this, arguments, this::toForm));
    }

    /** What a script writes, as the form has it. */
    protected Map<String, Object> toForm(Map<String, Object> arguments) {
        return arguments;
    }

    /** The targets of the global configuration, by name. */
    @POST
    public ListBoxModel doFillTargetItems(@AncestorInPath Item item, @QueryParameter String target) {
        return TargetChoices.in(item, target);
    }

    @POST
    public ListBoxModel doFillHostCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String hostCredentialsId) {
        return CredentialChoices.SERVER.in(item, hostCredentialsId);
    }

    @POST
    public FormValidation doCheckHost(@QueryParameter String value) {
        return Checks.host(value);
    }
}
