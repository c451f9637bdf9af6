package io.jenkins.plugins.flaskbbswarm.jenkins;

import hudson.AbortException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.IOException;
import java.util.Map;

/** A step's run, and its further runs as long as its agent gets lost and comes back. */
final class Journey {
    private static final int ATTEMPTS = 3;

    private final SwarmStep step;
    private final StepContext context;
    private final Conversation conversation;

    Journey(SwarmStep step, StepContext context, Conversation conversation) {
        this.step = step;
        this.context = context;
        this.conversation = conversation;
    }

    Map<String, Object> run() throws IOException, InterruptedException {
        for (int attempt = 1; true; attempt++) {
            try {
                return new Errand(step, context, conversation).run();
            } catch (AgentLost e) {
                checkAnotherAttempt(attempt, e);
                conversation.print("The agent was lost (" + e.getMessage() + "); this begins again when it is back.");
            }
        }
    }

    private void checkAnotherAttempt(int attempt, AgentLost lost) throws AbortException {
        if (attempt == ATTEMPTS || conversation.isInterrupted()) {
            throw new AbortException("The agent was lost while it worked (" + lost.getMessage()
                    + "); a release that it left unfinished is finished or put back by the next one");
        }
    }
}
