package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import java.io.Serializable;
import java.util.TreeMap;

/**
 * What an operation finds around it.
 *
 * @param environment of the build
 * @param owner the build's address
 * @param lockTimeout how many seconds to wait for another release of the same stack
 * @param gated whether phases wait until they are let go on
 */
public record OperationContext(TreeMap<String, String> environment, String owner, int lockTimeout, boolean gated)
        implements Serializable {
    /** An environment may hold secrets. */
    @Override
    public String toString() {
        return "operationContext of " + owner;
    }
}
