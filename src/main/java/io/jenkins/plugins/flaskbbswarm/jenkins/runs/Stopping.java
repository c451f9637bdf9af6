package io.jenkins.plugins.flaskbbswarm.jenkins.runs;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.flaskbbswarm.deploy.StopReason;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

import java.util.ArrayList;

/** Turns the reason why a script stops a step into what can be kept, and back. */
final class Stopping {
    private static final String ABORTED = "ABORTED";

    private Stopping() {}

    /** What Jenkins says of a build that was stopped before a restart. */
    static final class Before extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        private final String description;

        Before(String description) {
            this.description = description;
        }

        @Override
        public String getShortDescription() {
            return description;
        }
    }

    /** Whether somebody stopped it; else something in the script failed. */
    static boolean isAbort(Throwable why) {
        return why instanceof InterruptedException;
    }

    static StopReason reason(Throwable why) {
        return isAbort(why)
                ? StopReason.abort("")
                : StopReason.error("the block around it failed: " + String.valueOf(why.getMessage()));
    }

    static RunState.Stop kept(Throwable why) {
        ArrayList<String> causes = new ArrayList<>();
        if (why instanceof FlowInterruptedException interrupted) {
            interrupted.getCauses().forEach(cause -> causes.add(cause.getShortDescription()));
            return new RunState.Stop(interrupted.getResult().toString(), causes);
        }
        return new RunState.Stop(isAbort(why) ? ABORTED : "", causes);
    }

    /** As the script would have got it. */
    static Throwable restored(RunState state) {
        if (state.stop().result().isEmpty()) {
            return new AbortException(state.progress().stop().message());
        }
        return new FlowInterruptedException(
                Result.fromString(state.stop().result()),
                state.stop().causes().stream().map(Before::new).toArray(CauseOfInterruption[]::new));
    }
}
