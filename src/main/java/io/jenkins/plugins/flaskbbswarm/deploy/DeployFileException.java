package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.yaml.Problem;

import java.util.List;
import java.util.stream.Collectors;

/** {@code deploy.yml} is refused. The message has a line for each problem. */
public final class DeployFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeployFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }

    DeployFileException(String message) {
        super(message);
    }
}
