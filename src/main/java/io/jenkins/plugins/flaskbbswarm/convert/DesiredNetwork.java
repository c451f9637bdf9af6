package io.jenkins.plugins.flaskbbswarm.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * A network that services use.
 *
 * @param key its key in the stack file
 * @param name its name on the engine
 * @param body what {@code POST /networks/create} takes, name included; empty if the network is external and must exist
 */
public record DesiredNetwork(String key, String name, Optional<ObjectNode> body) {
    /** Whether somebody else makes this network. */
    public boolean isExternal() {
        return body.isEmpty();
    }
}
