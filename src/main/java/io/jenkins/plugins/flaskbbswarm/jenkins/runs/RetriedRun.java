package io.jenkins.plugins.flaskbbswarm.jenkins.runs;

import hudson.AbortException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A step's run, and its further runs as long as its agent gets lost and comes back. */
final class RetriedRun {
    /** From the first loss on. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A lost channel is taken for a living one for a moment. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final StepWork step;
    private final StepContext context;
    private final BuildConsole console;

    RetriedRun(StepWork step, StepContext context, BuildConsole console) {
        this.step = step;
        this.context = context;
        this.console = console;
    }

    Map<String, Object> run() throws IOException, InterruptedException {
        Optional<Instant> end = Optional.empty();
        while (true) {
            try {
                return new StepRun(step, context, console).run();
            } catch (AgentLost e) {
                if (end.isEmpty()) {
                    console.print("The agent was lost; this begins again when it is back.");
                    end = Optional.of(Instant.now().plus(PATIENCE));
                }
                checkAnotherAttempt(end.get(), e);
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private void checkAnotherAttempt(Instant end, AgentLost lost) throws AbortException {
        if (Instant.now().isAfter(end) || console.isInterrupted()) {
            throw new AbortException("The agent was lost while it worked (" + lost.getMessage()
                    + "); a release that it left unfinished is finished or put back by the next one");
        }
    }
}
