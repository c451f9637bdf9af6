package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.secrets.SecretResolver;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.util.Optional;

/** The value of one secret, for those who need it beside a deployment. */
public final class SecretValue {
    private SecretValue() {}

    /**
     * Fetches a value.
     *
     * @param what it is, for messages
     * @throws InvalidRequestException if the value cannot be read
     */
    public static Content of(String what, SecretSource source, DeploymentContext surroundings) {
        SecretResolver values = surroundings.secretResolver();
        Optional<Content> value = values.value(what, source);
        return value.orElseThrow(() -> new InvalidRequestException(values.problems()));
    }
}
