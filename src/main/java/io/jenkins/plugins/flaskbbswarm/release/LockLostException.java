package io.jenkins.plugins.flaskbbswarm.release;

/** The stack's lock is no longer ours: somebody took it over or released it, and may be at work. */
public final class LockLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LockLostException(String message) {
        super(message);
    }
}
