package io.jenkins.plugins.flaskbbswarm.rollout;

import java.util.List;

/**
 * A job that ended well.
 *
 * @param log the last lines that it printed
 * @param nodeId the node that it ran on
 */
public record JobResult(List<String> log, String nodeId) {
    public JobResult {
        log = List.copyOf(log);
    }

    /** The last line that is not empty; an empty one if there is none. */
    public String lastLine() {
        return log.stream().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (before, line) -> line);
    }
}
