package io.jenkins.plugins.flaskbbswarm.jenkins;

import java.io.Serializable;

/** What a {@code withSwarm} says to the steps in its block. */
final class SwarmDefaults implements Serializable {
    static final SwarmDefaults NONE = new SwarmDefaults("", "", "");

    private static final long serialVersionUID = 1L;

    private final String target;
    private final String host;
    private final String hostCredentialsId;

    SwarmDefaults(String target, String host, String hostCredentialsId) {
        this.target = target;
        this.host = host;
        this.hostCredentialsId = hostCredentialsId;
    }

    String target() {
        return target;
    }

    String host() {
        return host;
    }

    String hostCredentialsId() {
        return hostCredentialsId;
    }
}
