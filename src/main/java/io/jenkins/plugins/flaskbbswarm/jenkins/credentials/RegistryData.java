package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * A login for a registry, as it is sent to an agent.
 *
 * @param address host and port; empty for that of deploy.yml, whichever that is
 */
public record RegistryData(String address, String username, String password) implements Serializable {
    /** A login of a known registry is for no other one, whatever a file says. */
    public boolean isFor(String registry) {
        return address.isEmpty() || address.equals(registry);
    }

    public DeployConfig.Registry registry() {
        Content content = Content.of(password.getBytes(StandardCharsets.UTF_8));
        return new DeployConfig.Registry(address, username, new SecretSource.Given(content));
    }

    @Override
    public String toString() {
        return "login for " + address;
    }
}
