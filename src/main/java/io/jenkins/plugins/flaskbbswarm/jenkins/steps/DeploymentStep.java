package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.NamedSecret;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryLogin;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import org.kohsuke.stapler.DataBoundSetter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A step that reads a deploy.yml, or gets told the same by its arguments. */
public abstract class DeploymentStep extends SwarmStep {
    private static final long serialVersionUID = 1L;

    private String config = "";
    private String configText = "";
    private String stack = "";
    private String files = "";
    private ArrayList<Setting> set = new ArrayList<>();
    private ArrayList<Setting> variables = new ArrayList<>();
    private ArrayList<NamedSecret> secrets = new ArrayList<>();
    private RegistryLogin registry;
    private String registryCredentialsId = "";
    private String credentials = "";

    public final String getConfig() {
        return config;
    }

    @DataBoundSetter
    public final void setConfig(String config) {
        this.config = FormText.trimmed(config);
    }

    public final String getConfigText() {
        return Objects.requireNonNullElse(configText, "");
    }

    /** The text of the file, where the folder's own is not to be trusted: its place, lines and columns stay the same. */
    @DataBoundSetter
    public final void setConfigText(String configText) {
        this.configText = Objects.requireNonNullElse(configText, "");
    }

    public final String getStack() {
        return stack;
    }

    @DataBoundSetter
    public final void setStack(String stack) {
        this.stack = FormText.trimmed(stack);
    }

    public final String getFiles() {
        return files;
    }

    /** Compose files, one a line. */
    @DataBoundSetter
    public final void setFiles(String files) {
        this.files = FormText.trimmed(files);
    }

    public final List<Setting> getSet() {
        return List.copyOf(set);
    }

    @DataBoundSetter
    public final void setSet(List<Setting> set) {
        this.set = new ArrayList<>(set);
    }

    public final List<Setting> getVariables() {
        return List.copyOf(variables);
    }

    @DataBoundSetter
    public final void setVariables(List<Setting> variables) {
        this.variables = new ArrayList<>(variables);
    }

    public final List<NamedSecret> getSecrets() {
        return List.copyOf(secrets);
    }

    @DataBoundSetter
    public final void setSecrets(List<NamedSecret> secrets) {
        this.secrets = new ArrayList<>(secrets);
    }

    /** Null if none was given: this is what forms expect. */
    public final RegistryLogin getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public final void setRegistry(RegistryLogin registry) {
        this.registry = registry;
    }

    public final String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public final void setRegistryCredentialsId(String registryCredentialsId) {
        this.registryCredentialsId = FormText.trimmed(registryCredentialsId);
    }

    public final String getCredentials() {
        return FormText.trimmed(credentials);
    }

    /** The IDs of those that the file may name, one a line; all that the job may use if empty. */
    @DataBoundSetter
    public final void setCredentials(String credentials) {
        this.credentials = FormText.trimmed(credentials);
    }

    /** The IDs of credentials in arguments of its own, which an agent may ask for like those in all steps'. */
    protected List<String> ownCredentials() {
        return List.of();
    }

    /** The credentials that an agent may ask for: it has read the file. */
    protected final CredentialValues askedFor(StepRun stepRun) {
        return new DeploymentArguments(this, stepRun).askedFor();
    }

    /** Whether a deploy.yml is read although none was named. */
    boolean needsFile() {
        return stack.isEmpty() || files.isEmpty() || !getConfigText().isEmpty();
    }

    /** The arguments as fields of deploy.yml, but for secrets and what comes from the target. */
    List<String> settings() {
        List<String> settings = new ArrayList<>();
        if (!stack.isEmpty()) {
            settings.add(DeploymentData.setting("stack", stack));
        }
        if (!files.isEmpty()) {
            settings.add("files=" + DeploymentData.list(FormText.lines(files)));
        }
        for (Setting variable : variables) {
            settings.add(DeploymentData.setting("variables." + variable.getPath(), variable.getValue()));
        }
        set.forEach(setting -> settings.add(setting.getPath() + "=" + setting.getValue()));
        return settings;
    }

    /** What is deployed, with the values of all credentials that it names. */
    protected final DeploymentData data(StepRun stepRun) throws IOException, InterruptedException {
        return new DeploymentArguments(this, stepRun).data();
    }
}
