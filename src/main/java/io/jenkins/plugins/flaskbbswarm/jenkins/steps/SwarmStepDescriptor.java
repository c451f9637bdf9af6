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
import io.jenkins.plugins.flaskbbswarm.text.Printable;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the forms of all steps have in common, and how scripts call them. */
abstract class SwarmStepDescriptor extends StepDescriptor {
    private static final List<String> TOLD = List.of("stack", "release", "config", "pullRequest", "target", "host");

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FilePath.class, EnvVars.class);
    }

    @Override
    public final Step newInstance(Map<String, Object> arguments) throws Exception {
        return super.newInstance(StepArguments.checked(this, arguments, this::toForm));
    }

    /** For lists of a build's steps: what it works on, and where. */
    @Override
    public final String argumentsToString(Map<String, Object> arguments) {
        String told = TOLD.stream()
                .map(arguments::get)
                .filter(value -> value instanceof CharSequence || value instanceof Number)
                .map(value -> Sensitive.text(Printable.line(value.toString())))
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? super.argumentsToString(arguments) : told;
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
