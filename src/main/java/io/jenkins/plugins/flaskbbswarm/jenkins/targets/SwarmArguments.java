package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import java.io.Serializable;

/** What a step says about its swarm, or a {@code withSwarm} to the steps in its block. */
public final class SwarmArguments implements Serializable {
    public static final SwarmArguments NONE = new SwarmArguments("", "", "");

    private static final long serialVersionUID = 1L;

    private final String target;
    private final String host;
    private final String hostCredentialsId;

    public SwarmArguments(String target, String host, String hostCredentialsId) {
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
