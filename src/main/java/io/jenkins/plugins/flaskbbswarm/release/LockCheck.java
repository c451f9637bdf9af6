package io.jenkins.plugins.flaskbbswarm.release;

/** Asked before each group of writes whether they are still ours to make. */
@FunctionalInterface
public interface LockCheck {
    /** For whoever needs no lock. */
    LockCheck NONE = () -> {};

    /** @throws LockLostException if they are not */
    void check() throws InterruptedException;
}
