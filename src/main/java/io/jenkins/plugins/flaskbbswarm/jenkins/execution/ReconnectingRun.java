package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.AbortException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A step's run, and its further runs as long as its agent gets lost and comes back. */
final class ReconnectingRun {
    /** From the first loss on. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A lost channel is taken for a living one for a moment. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final RemoteStep step;
    private final StepContext context;
    private final StepEnvironment environment;
    private final BuildConsole console;

    ReconnectingRun(RemoteStep step, StepContext context, StepEnvironment environment, BuildConsole console) {
        this.step = step;
        this.context = context;
        this.environment = environment;
        this.console = console;
    }

    /** Stopped before it came to what an earlier attempt left half way, it goes on to that. */
    Map<String, Object> run() throws IOException, InterruptedException {
        if (state().progress().mustEnd()) {
            console.recovers();
        }
        try {
            return runThroughLosses();
        } catch (AbortException e) {
            if (console.isRecovering()
                    || !state().isStopped()
                    || !state().progress().touched()) {
                throw e;
            }
            console.recovers();
            return runThroughLosses();
        }
    }

    private RunState state() {
        return console.state().get();
    }

    private Map<String, Object> runThroughLosses() throws IOException, InterruptedException {
        Optional<Instant> end = Optional.empty();
        while (true) {
            try {
                return new StepRun(step, context, environment, console).run();
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
        if (Instant.now().isAfter(end) || console.isInterrupted() && !console.isRecovering()) {
            throw new AbortException("The agent was lost while it worked (" + lost.getMessage()
                    + "); a release that it left unfinished is completed or rolled back by the next one");
        }
    }
}
