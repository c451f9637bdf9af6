package io.jenkins.plugins.flaskbbswarm.jenkins;

import hudson.AbortException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A step's run, and its further runs as long as its agent gets lost and comes back. */
final class Journey {
    /** From the first loss on. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A lost channel is taken for a living one for a moment. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final SwarmStep step;
    private final StepContext context;
    private final Conversation conversation;

    Journey(SwarmStep step, StepContext context, Conversation conversation) {
        this.step = step;
        this.context = context;
        this.conversation = conversation;
    }

    Map<String, Object> run() throws IOException, InterruptedException {
        Optional<Instant> end = Optional.empty();
        while (true) {
            try {
                return new Errand(step, context, conversation).run();
            } catch (AgentLost e) {
                if (end.isEmpty()) {
                    conversation.print("The agent was lost; this begins again when it is back.");
                    end = Optional.of(Instant.now().plus(PATIENCE));
                }
                checkAnotherAttempt(end.get(), e);
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private void checkAnotherAttempt(Instant end, AgentLost lost) throws AbortException {
        if (Instant.now().isAfter(end) || conversation.isInterrupted()) {
            throw new AbortException("The agent was lost while it worked (" + lost.getMessage()
                    + "); a release that it left unfinished is finished or put back by the next one");
        }
    }
}
