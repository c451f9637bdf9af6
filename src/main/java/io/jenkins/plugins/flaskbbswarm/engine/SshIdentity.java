package io.jenkins.plugins.flaskbbswarm.engine;

/**
 * Who we are over ssh, and whom we trust to be at the other end.
 *
 * @param user if the address has none
 * @param key the private one, as OpenSSH writes it
 * @param passphrase of the key; empty if it has none
 * @param knownHosts lines of a {@code known_hosts} file; that of whoever runs the program if empty
 */
public record SshIdentity(String user, String key, String passphrase, String knownHosts) {
    @Override
    public String toString() {
        return "key of " + user;
    }
}
