package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.rollout.Diagnosis;

import java.util.List;

/** A release failed. The message says what happened and in which state the stack is. */
public final class ReleaseFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean restored;
    private final transient List<Diagnosis> diagnoses;

    ReleaseFailed(String message, boolean restored, List<Diagnosis> diagnoses) {
        super(message);
        this.restored = restored;
        this.diagnoses = List.copyOf(diagnoses);
    }

    /** Whether the stack is whole, as it was before; otherwise a person has to look. */
    public boolean restored() {
        return restored;
    }

    /** What is known about each service that failed. */
    public List<Diagnosis> diagnoses() {
        return diagnoses;
    }
}
