package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;

import java.io.Serializable;
import java.util.TreeMap;

/**
 * What an operation finds around it.
 *
 * @param environment of the build
 * @param owner the build's address
 * @param lockTimeout how many seconds to wait for another release of the same stack
 * @param gated whether phases wait until they are let go on
 * @param progress that earlier attempts of the same build made
 */
public record OperationContext(
        TreeMap<String, String> environment, String owner, int lockTimeout, boolean gated, ReleaseProgress progress)
        implements Serializable {
    /** An environment may hold secrets. */
    @Override
    public String toString() {
        return "operationContext of " + owner;
    }
}
