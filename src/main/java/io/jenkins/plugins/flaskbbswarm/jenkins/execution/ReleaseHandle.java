package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import java.io.Serializable;

/** What a block of {@code swarmRelease} knows of its release: enough to find it again after a restart. */
public final class ReleaseHandle implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;

    ReleaseHandle(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
