package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.CredentialNames;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which credentials a deploy.yml names: the agent reads the file, and only the controller can look them up. */
public record ReferencedCredentials(DeploymentData deployment) implements Operation {
    public static final String STACK = "stack";
    public static final String SECRETS = "secrets";
    public static final String REGISTRY = "registry";

    /**
     * Those of a text that the controller itself has.
     *
     * @param text empty if there is none
     * @param settings on top of it, as {@code path=value}
     */
    public static Set<String> in(String text, List<String> settings) {
        return CredentialNames.in(text, settings);
    }

    @Override
    public LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings) {
        DeployConfig config = deployment.config(directory, surroundings.environment());
        TreeSet<String> secrets = new TreeSet<>();
        for (SecretSource source : config.secrets().values()) {
            if (source instanceof SecretSource.Credential credential) {
                secrets.add(credential.id());
            }
        }
        LinkedHashMap<String, Object> named = new LinkedHashMap<>();
        named.put(STACK, config.stack().name());
        named.put(SECRETS, new ArrayList<>(secrets));
        config.registry().ifPresent(registry -> {
            if (registry.password() instanceof SecretSource.Credential credential) {
                named.put(REGISTRY, credential.id());
            }
        });
        return named;
    }
}
