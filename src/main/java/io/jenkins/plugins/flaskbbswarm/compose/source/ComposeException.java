package io.jenkins.plugins.flaskbbswarm.compose.source;

import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import io.jenkins.plugins.flaskbbswarm.yaml.ProblemText;

import java.util.List;

/** The files are refused. The message has a line for each problem, errors first. */
public final class ComposeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems at least one of them an error */
    public ComposeException(List<Problem> problems) {
        super(ProblemText.of(problems));
        this.problems = List.copyOf(problems);
    }

    /** Everything that was found, warnings included, in the order of the files. */
    public List<Problem> problems() {
        return problems;
    }
}
