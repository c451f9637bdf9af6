package io.jenkins.plugins.flaskbbswarm.rollout;

/** What becomes of the stack when a release is aborted by a signal or an interrupt. */
public enum OnAbort {
    /** It is rolled back, as after any failure. */
    ROLLBACK,

    /** It stays as it is at that moment, and what is new and what is old in it is said. */
    LEAVE
}
