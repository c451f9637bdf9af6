package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.diagnosis.Diagnosis;

import java.util.List;

/** A release failed. The message says what happened and in which state the stack is. */
public final class ReleaseFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** In which state a failure leaves the stack. */
    public enum Stack {
        /** As it was before. */
        WHOLE,
        /** Between two releases, as the choice for an abort was. */
        LEFT,
        /** Between two releases, since it could not be rolled back, or not completely. */
        BROKEN,
        /** Whatever another run makes of it, which has the lock that was ours. */
        TAKEN
    }

    private final Stack stack;
    private final transient List<Diagnosis> diagnoses;

    ReleaseFailedException(String message, Stack stack, List<Diagnosis> diagnoses) {
        super(message);
        this.stack = stack;
        this.diagnoses = List.copyOf(diagnoses);
    }

    /** Of work that was stopped in an earlier attempt, and is not done again. */
    public static ReleaseFailedException before(ReleaseProgress progress) {
        return new ReleaseFailedException("It had been stopped: " + progress.why() + ".", Stack.WHOLE, List.of());
    }

    /** In which state the stack is now. */
    public Stack stack() {
        return stack;
    }

    /** Whether the stack is whole, as it was before. */
    public boolean restored() {
        return stack == Stack.WHOLE;
    }

    /** What is known about each service that failed. */
    public List<Diagnosis> diagnoses() {
        return diagnoses;
    }
}
