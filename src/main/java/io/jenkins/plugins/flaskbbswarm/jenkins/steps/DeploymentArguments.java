package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.AbortException;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.AgentAnswer;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.NamedSecret;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.SecretData;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.ReferencedCredentials;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.Destination;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The arguments of a step as fields of a deploy.yml, with the values of the credentials that these name. */
final class DeploymentArguments {
    private static final String USUAL_FILE = "deploy.yml";

    private final DeploymentStep step;
    private final StepRun stepRun;

    DeploymentArguments(DeploymentStep step, StepRun stepRun) {
        this.step = step;
        this.stepRun = stepRun;
    }

    /** Looks up what the step names; then the agent tells what the file names, and this is looked up, too. */
    DeploymentData data() throws IOException, InterruptedException {
        String text = text();
        TreeMap<String, SecretData> secrets = new TreeMap<>();
        for (NamedSecret secret : step.getSecrets()) {
            secrets.put(secret.getName(), secret.getValue().data(stepRun.credentials()));
        }
        EngineData engine = stepRun.engine();
        DeploymentData known =
                new DeploymentData(file(), text, settings(), secrets, new TreeMap<>(), ofTarget(), engine);
        AgentAnswer named = new AgentAnswer(stepRun.ask(new ReferencedCredentials(known)));
        if (step.isRelease()) {
            stepRun.isRelease(named.text(ReferencedCredentials.STACK));
        }
        return new DeploymentData(file(), text, settings(), secrets, values(named), registry(known, named), engine);
    }

    /** The target's login, unless the step names another one. */
    private ArrayList<RegistryData> ofTarget() throws IOException {
        boolean isNamed = !step.getRegistryCredentialsId().isEmpty()
                || step.getRegistry() != null
                        && !step.getRegistry().getCredentialsId().isEmpty();
        ArrayList<RegistryData> login = new ArrayList<>();
        if (!isNamed) {
            stepRun.registry().ifPresent(login::add);
        }
        return login;
    }

    /** For what an agent answers. */
    CredentialValues askedFor() {
        AskedCredentials asked = AskedCredentials.of(step, !file().isEmpty());
        return stepRun.credentials().only(asked, asked::refusal);
    }

    /** Empty if the arguments say all that is needed. */
    private String file() {
        return step.getConfig().isEmpty() && step.needsFile() ? USUAL_FILE : step.getConfig();
    }

    /**
     * The author of a change that is not trusted must not say which credentials his deployment gets, and where they go:
     * then a file of the folder, which is his, is refused.
     */
    private String text() throws AbortException, InterruptedException {
        String text = step.getConfigText();
        if (!text.isEmpty() && text.isBlank()) {
            throw new AbortException("configText has no text; give it readTrusted('" + file() + "')");
        }
        if (text.isEmpty() && !file().isEmpty() && !stepRun.isAuthorTrusted()) {
            throw new AbortException(file()
                    + " comes from the checkout of a change whose author is not trusted, so it may"
                    + " not say which credentials are used (rule deploy-file); add configText: readTrusted('" + file()
                    + "') to this step, which takes it from the target branch");
        }
        return text;
    }

    /** A later one wins. */
    private ArrayList<String> settings() {
        ArrayList<String> settings = new ArrayList<>();
        Destination destination = stepRun.destination();
        registry(settings, destination.registry(), destination.registryCredentialsId());
        if (step.getRegistry() != null) {
            registry(
                    settings,
                    step.getRegistry().getAddress(),
                    step.getRegistry().getCredentialsId());
        }
        registry(settings, "", step.getRegistryCredentialsId());
        settings.addAll(step.settings());
        return settings;
    }

    private static void registry(List<String> settings, String address, String credentialsId) {
        if (!address.isEmpty()) {
            settings.add(DeploymentData.setting("registry.address", address));
        }
        if (!credentialsId.isEmpty()) {
            settings.add(DeploymentData.setting("registry.credential", credentialsId));
        }
    }

    private TreeMap<String, SecretData> values(AgentAnswer named) throws IOException {
        TreeMap<String, SecretData> values = new TreeMap<>();
        CredentialValues asked = askedFor();
        for (String id : named.texts(ReferencedCredentials.SECRETS)) {
            values.put(id, SecretData.of(asked.secret(id)));
        }
        return values;
    }

    /** If the file's registry is the target's, so is the login; else the file names one that its job may use. */
    private ArrayList<RegistryData> registry(DeploymentData known, AgentAnswer named) throws IOException {
        Optional<String> id = named.optionalText(ReferencedCredentials.REGISTRY);
        if (id.isEmpty()) {
            return known.registry();
        }
        requireAnotherThanTheTargets(id.get());
        ArrayList<RegistryData> login = new ArrayList<>();
        login.add(askedFor().login(id.get()));
        return login;
    }

    private void requireAnotherThanTheTargets(String id) throws IOException {
        Destination destination = stepRun.destination();
        if (!ofTarget().isEmpty() && id.equals(destination.registryCredentialsId())) {
            throw new AbortException("The login of the swarm target '" + destination.target() + "' is for "
                    + destination.registry()
                    + ", and the deployment names another registry; name the login for that one"
                    + " with registryCredentialsId, or take its address out");
        }
    }
}
