package io.jenkins.plugins.flaskbbswarm.deploy;

import java.util.Optional;

/**
 * Whose registry logins an earlier release is brought back with. Without a choice, services that must be made again get
 * the docker CLI's login, as far as there is one, and the others keep the one that they have.
 *
 * @param registry a registry and its login, as {@code deploy.yml} names them
 * @param docker whether all services get the docker CLI's logins
 */
public record LoginChoice(Optional<DeployConfig.Registry> registry, boolean docker) {
    /** Nobody chose. */
    public static final LoginChoice NONE = new LoginChoice(Optional.empty(), false);
}
