package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;

import io.jenkins.plugins.flaskbbswarm.engine.SshIdentity;

import java.io.Serializable;
import java.util.Optional;

/**
 * Who we are over ssh, as it is sent to an agent.
 *
 * @param key the private one; empty for the keys of whoever runs the agent
 * @param knownHosts lines of a {@code known_hosts} file; the agent's own if empty
 */
record SshData(String user, String key, String passphrase, String knownHosts) implements Serializable {
    static final SshData NONE = new SshData("", "", "", "");

    Optional<SshIdentity> identity() {
        return key.isEmpty() ? Optional.empty() : Optional.of(new SshIdentity(user, key, passphrase, knownHosts));
    }

    @Override
    public String toString() {
        return "key of " + user;
    }
}
