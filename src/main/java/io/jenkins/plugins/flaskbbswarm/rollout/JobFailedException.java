package io.jenkins.plugins.flaskbbswarm.rollout;

import java.util.List;

/** A one-shot job did not end well. */
public final class JobFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> log;

    /** @param log the last lines that it printed */
    public JobFailedException(String message, List<String> log) {
        super(message);
        this.log = List.copyOf(log);
    }

    /** The last lines that it printed. */
    public List<String> log() {
        return log;
    }
}
