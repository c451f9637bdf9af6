package io.jenkins.plugins.flaskbbswarm.rollout;

import java.util.List;
import java.util.stream.Collectors;

/** A stack did not become what was wanted. */
public final class NotConverged extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Trouble> troubles;

    NotConverged(List<Trouble> troubles) {
        super(troubles.stream()
                .map(trouble -> trouble.service() + ": " + trouble.reason())
                .collect(Collectors.joining("; ")));
        this.troubles = List.copyOf(troubles);
    }

    /** At least one. */
    public List<Trouble> troubles() {
        return troubles;
    }
}
