package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;
import jenkins.model.CauseOfInterruption;

import java.util.List;

/** What Jenkins throws into a build that somebody stops. */
public final class FlowInterruptedException extends InterruptedException {
    private static final long serialVersionUID = 1L;

    private final Result result;
    private final transient List<CauseOfInterruption> causes;

    public FlowInterruptedException(Result result, CauseOfInterruption... causes) {
        this.result = result;
        this.causes = List.of(causes);
    }

    public Result getResult() {
        return result;
    }

    public List<CauseOfInterruption> getCauses() {
        return causes;
    }
}
