package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialChoices;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.Checks;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

import java.util.Map;

/** Lets a script write maps and lists where the form has lines and pairs. */
public abstract class DeploymentStepDescriptor extends SwarmStepDescriptor implements CustomDescribableModel {
    @Override
    public final Map<String, Object> customInstantiate(Map<String, Object> arguments) {
        return toForm(arguments);
    }

    @Override
    protected Map<String, Object> toForm(Map<String, Object> arguments) {
        return ScriptArguments.toForm(arguments);
    }

    @Override
    public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
        return step.withArguments(ScriptArguments.toScript(step.getArguments()));
    }

    @POST
    public FormValidation doCheckStack(@QueryParameter String value) {
        return Checks.stack(value);
    }

    @POST
    public ListBoxModel doFillRegistryCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String registryCredentialsId) {
        return CredentialChoices.LOGIN.in(item, registryCredentialsId);
    }
}
