package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.diagnosis.ServiceFailure;

import java.util.List;
import java.util.stream.Collectors;

/** A stack did not become what was wanted. */
public final class ConvergenceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ServiceFailure> troubles;

    ConvergenceException(List<ServiceFailure> troubles) {
        super(troubles.stream()
                .map(trouble -> trouble.service() + ": " + trouble.reason())
                .collect(Collectors.joining("; ")));
        this.troubles = List.copyOf(troubles);
    }

    /** At least one. */
    public List<ServiceFailure> troubles() {
        return troubles;
    }
}
