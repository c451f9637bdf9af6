package io.jenkins.plugins.flaskbbswarm.cli;

/** What the exit codes of all commands mean. */
final class ExitCode {
    /** Done, or there was nothing to do. */
    static final int DONE = 0;

    /** Failed; the stack is whole, in its previous state. */
    static final int FAILED = 1;

    /** Bad input; nothing was touched. */
    static final int BAD_INPUT = 2;

    /** {@code plan --detailed-exitcode}: there is something to do. */
    static final int CHANGES_PENDING = 3;

    /** Failed and could not be rolled back: manual intervention needed. */
    static final int NEEDS_A_PERSON = 4;

    /** Stopped without a rollback: another run has taken the stack's lock. */
    static final int LOCK_LOST = 5;

    private ExitCode() {}
}
