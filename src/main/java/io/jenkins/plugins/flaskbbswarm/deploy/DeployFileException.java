package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import io.jenkins.plugins.flaskbbswarm.yaml.ProblemText;

import java.util.List;

/** {@code deploy.yml} is refused. The message has a line for each problem, errors first. */
public final class DeployFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeployFileException(List<Problem> problems) {
        super(ProblemText.of(problems));
    }

    DeployFileException(String message) {
        super(message);
    }
}
