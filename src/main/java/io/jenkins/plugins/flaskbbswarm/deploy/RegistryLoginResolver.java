package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretResolver;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Fetches the password that a registry wants. */
final class RegistryLoginResolver {
    private RegistryLoginResolver() {}

    /**
     * The login that the deployment names; if it names none, those of {@code DOCKER_CONFIG}.
     *
     * @throws InvalidRequestException if there is a registry that wants a password, and there is none
     */
    static RegistryLogins of(DeployConfig config, DeploymentContext surroundings) {
        return config.registry()
                .map(registry -> of(registry, surroundings))
                .orElseGet(() -> DockerLogins.ofThisRun(surroundings));
    }

    /** The login to one registry. */
    static RegistryLogins of(DeployConfig.Registry registry, DeploymentContext surroundings) {
        return RegistryLogins.of(List.of(login(registry, surroundings)));
    }

    private static RegistryAuth login(DeployConfig.Registry registry, DeploymentContext surroundings) {
        SecretResolver values = surroundings.secretResolver();
        Optional<Content> password =
                values.value("password of the registry " + registry.address(), registry.password());
        if (password.isEmpty()) {
            throw new InvalidRequestException(values.problems());
        }
        char[] chars = new String(password.get().bytes(), StandardCharsets.UTF_8)
                .strip()
                .toCharArray();
        return new RegistryAuth(registry.address(), registry.username(), chars);
    }
}
