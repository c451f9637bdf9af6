package io.jenkins.plugins.flaskbbswarm.jenkins;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The arguments of a step as fields of a deploy.yml, with the values of the credentials that these name. */
final class DeploymentArguments {
    private static final String USUAL_FILE = "deploy.yml";

    private final DeploymentStep step;

    DeploymentArguments(DeploymentStep step) {
        this.step = step;
    }

    /** Looks up what the step names; then the agent tells what the file names, and this is looked up, too. */
    DeploymentData data(Errand errand) throws IOException, InterruptedException {
        TreeMap<String, SecretData> secrets = new TreeMap<>();
        for (NamedSecret secret : step.getSecrets()) {
            secrets.put(secret.getName(), secret.getValue().data(errand.credentials()));
        }
        EngineData engine = errand.engine();
        DeploymentData known =
                new DeploymentData(file(), settings(), secrets, new TreeMap<>(), new ArrayList<>(), engine);
        Map<String, Object> named = errand.ask(new NamedCredentials(known));
        if (step.isRelease()) {
            errand.isRelease((String) named.get(NamedCredentials.STACK));
        }
        return new DeploymentData(file(), settings(), secrets, values(errand, named), registry(errand, named), engine);
    }

    /** Empty if the arguments say all that is needed. */
    private String file() {
        boolean isComplete = !step.getStack().isEmpty() && !step.getFiles().isEmpty();
        return step.getConfig().isEmpty() && !isComplete ? USUAL_FILE : step.getConfig();
    }

    ArrayList<String> settings() {
        ArrayList<String> settings = new ArrayList<>();
        if (!step.getStack().isEmpty()) {
            settings.add(DeploymentData.setting("stack", step.getStack()));
        }
        if (!step.getFiles().isEmpty()) {
            settings.add("files=" + list(Texts.lines(step.getFiles())));
        }
        if (step.getRegistry() != null) {
            settings.add(DeploymentData.setting(
                    "registry.address", step.getRegistry().getAddress()));
        }
        if (!registryCredentials().isEmpty()) {
            settings.add(DeploymentData.setting("registry.credential", registryCredentials()));
        }
        for (Setting variable : step.getVariables()) {
            settings.add(DeploymentData.setting("variables." + variable.getPath(), variable.getValue()));
        }
        step.getSet().forEach(setting -> settings.add(setting.getPath() + "=" + setting.getValue()));
        return settings;
    }

    private String registryCredentials() {
        boolean isNested = step.getRegistry() != null
                && !step.getRegistry().getCredentialsId().isEmpty();
        return isNested ? step.getRegistry().getCredentialsId() : step.getRegistryCredentialsId();
    }

    private static String list(List<String> texts) {
        return texts.stream()
                .map(text -> DeploymentData.setting("", text).substring(1))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static TreeMap<String, SecretData> values(Errand errand, Map<String, Object> named) throws IOException {
        TreeMap<String, SecretData> values = new TreeMap<>();
        for (Object id : (List<?>) named.get(NamedCredentials.SECRETS)) {
            values.put((String) id, SecretData.of(errand.credentials().secret((String) id)));
        }
        return values;
    }

    private static ArrayList<RegistryData> registry(Errand errand, Map<String, Object> named) throws IOException {
        ArrayList<RegistryData> login = new ArrayList<>();
        if (named.get(NamedCredentials.REGISTRY) instanceof String id) {
            login.add(errand.credentials().login(id));
        }
        return login;
    }
}
