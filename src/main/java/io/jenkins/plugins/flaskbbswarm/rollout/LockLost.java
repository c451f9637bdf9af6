package io.jenkins.plugins.flaskbbswarm.rollout;

/** The stack's lock is no longer ours: somebody took it over or released it, and may be at work. */
public final class LockLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LockLost(String message) {
        super(message);
    }
}
