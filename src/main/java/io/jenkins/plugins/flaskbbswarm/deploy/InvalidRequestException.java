package io.jenkins.plugins.flaskbbswarm.deploy;

import java.util.List;

/** What was asked for cannot be done as it stands, and nothing was touched. The message has a line for each problem. */
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public InvalidRequestException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
