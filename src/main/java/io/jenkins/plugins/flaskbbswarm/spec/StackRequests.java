package io.jenkins.plugins.flaskbbswarm.spec;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** The create requests that the first deploy of a stack to an empty swarm sends. */
public final class StackRequests {
    private StackRequests() {}

    /**
     * Networks, secrets, configs, services, each sorted by name, as {@code [{"method","path","body"}]}; a secret's data
     * as its length only.
     */
    public static ArrayNode of(DesiredStack stack) {
        throw new UnsupportedOperationException("not yet");
    }
}
