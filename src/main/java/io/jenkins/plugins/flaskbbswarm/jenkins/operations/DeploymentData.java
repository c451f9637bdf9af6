package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployYaml;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.SecretData;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is deployed, as it is sent to an agent.
 *
 * @param file path of deploy.yml; empty if the settings say all
 * @param text of deploy.yml, where it does not come from the agent's folder; empty if it does
 * @param settings fields of deploy.yml, as {@code path=value}
 * @param secrets values by the secret's name; they win over the file
 * @param values of the credentials that the file names, by ID
 * @param registry its login, at most one
 */
public record DeploymentData(
        String file,
        String text,
        ArrayList<String> settings,
        TreeMap<String, SecretData> secrets,
        TreeMap<String, SecretData> values,
        ArrayList<RegistryData> registry,
        EngineData engine)
        implements Serializable {

    /** A setting with a text for its value, whatever is in it. */
    public static String setting(String path, String text) {
        return path + "=" + TextNode.valueOf(text);
    }

    /** Texts as a list in YAML. */
    public static String list(List<String> texts) {
        return texts.stream().map(TextNode::valueOf).map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The file's text, as the step gives it or the agent has it. */
    public DeployYaml yaml(Path directory) {
        Path path = directory.resolve(file);
        return text.isEmpty() ? DeployYaml.read(path) : DeployYaml.of(path, text);
    }

    /** Reads the file; credentials whose values are not here yet stay as they are. */
    DeployConfig config(Path directory, Map<String, String> environment) {
        DeployConfig read = file.isEmpty()
                ? DeployFile.of(directory, settings, environment)
                : DeployFile.read(yaml(directory), settings, environment);
        return completed(read);
    }

    /** What was read, with the values that came along. */
    public DeployConfig completed(DeployConfig read) {
        requireNoOtherBuilder(read);
        DeployConfig config = read.withSecrets(sources(read));
        for (RegistryData login : registry) {
            String address =
                    config.registry().map(DeployConfig.Registry::address).orElse(login.address());
            if (login.isFor(address)) {
                config = config.withRegistry(new RegistryData(address, login.username(), login.password()).registry());
            }
        }
        return engine.isDefault() ? config : config.withEngine(engine.engine());
    }

    /** The builder is given the login that images are pushed with; a target's is for its own engine and registry. */
    private void requireNoOtherBuilder(DeployConfig read) {
        boolean isBound = !engine.isDefault()
                && registry.stream().anyMatch(login -> !login.address().isEmpty());
        if (read.builder().isPresent() && (file.isEmpty() || isBound)) {
            throw new InvalidRequestException(List.of(
                    "deploy.yml names another engine to build on (build.host), which would be given the registry"
                            + " login of the target or the step; leave build out, or use no target and name the login in"
                            + " deploy.yml, by registry.credential"));
        }
    }

    private Map<String, SecretSource> sources(DeployConfig config) {
        Map<String, SecretSource> sources = new HashMap<>();
        config.secrets().forEach((name, source) -> sources.put(name, value(source)));
        secrets.forEach((name, secret) -> sources.put(name, secret.source()));
        return sources;
    }

    private SecretSource value(SecretSource source) {
        if (source instanceof SecretSource.Credential credential && values.containsKey(credential.id())) {
            return values.get(credential.id()).source();
        }
        return source;
    }

    @Override
    public String toString() {
        return "deployment of " + file;
    }
}
