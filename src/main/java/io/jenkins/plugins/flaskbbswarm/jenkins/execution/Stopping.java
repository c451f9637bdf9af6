package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.flaskbbswarm.deploy.StopReason;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

import java.util.ArrayList;
import java.util.Optional;

/** Turns the reason why a script stops a step into what can be kept, and back. */
final class Stopping {
    private static final String ABORTED = "ABORTED";

    /** A class of the Pipeline plugins that is not theirs to give away. */
    private static final String FAIL_FAST = "FailFastCause";

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

    /** Whether somebody stopped it; else something in the script failed, be it another branch of a {@code parallel}. */
    static boolean isAbort(Throwable why) {
        return why instanceof InterruptedException && failedBranch(why).isEmpty();
    }

    static StopReason reason(Throwable why) {
        if (isAbort(why)) {
            return StopReason.abort("");
        }
        return StopReason.error("the block around it failed: "
                + failedBranch(why)
                        .or(() -> Optional.ofNullable(why.getMessage()))
                        .orElse(why.getClass().getSimpleName()));
    }

    /** With {@code failFast}, Jenkins stops the branches that did not fail; which one did is told in the cause. */
    private static Optional<String> failedBranch(Throwable why) {
        return why instanceof FlowInterruptedException interrupted
                ? interrupted.getCauses().stream()
                        .filter(cause -> cause.getClass().getSimpleName().equals(FAIL_FAST))
                        .map(CauseOfInterruption::getShortDescription)
                        .findFirst()
                : Optional.empty();
    }

    static RunState.Stop kept(Throwable why) {
        ArrayList<String> causes = new ArrayList<>();
        if (why instanceof FlowInterruptedException interrupted) {
            interrupted.getCauses().forEach(cause -> causes.add(cause.getShortDescription()));
            return new RunState.Stop(interrupted.getResult().toString(), causes);
        }
        return new RunState.Stop(why instanceof InterruptedException ? ABORTED : "", causes);
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
