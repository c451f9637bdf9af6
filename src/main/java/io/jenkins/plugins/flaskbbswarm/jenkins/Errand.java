package io.jenkins.plugins.flaskbbswarm.jenkins;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** One run of a step: from its arguments and credentials to the agent, and back with the result. */
final class Errand {
    private final SwarmStep step;
    private final Conversation conversation;
    private final FilePath directory;
    private final CredentialValues credentials;
    private final Circumstances circumstances;

    Errand(SwarmStep step, StepContext context, Conversation conversation) throws IOException, InterruptedException {
        this.step = step;
        this.conversation = conversation;
        this.directory = context.get(FilePath.class);
        Run<?, ?> build = context.get(Run.class);
        this.credentials = new CredentialValues(build, conversation.mask());
        EnvVars environment = context.get(EnvVars.class);
        String owner = environment.getOrDefault("BUILD_URL", build.getExternalizableId());
        this.circumstances =
                new Circumstances(new TreeMap<>(environment), owner, step.getLockTimeout(), conversation.isGated());
    }

    /** All of it. */
    Map<String, Object> run() throws IOException, InterruptedException {
        return ask(step.operation(this));
    }

    CredentialValues credentials() {
        return credentials;
    }

    EngineData engine() throws AbortException {
        if (step.getHost().isEmpty() || step.getHostCredentialsId().isEmpty()) {
            return new EngineData(step.getHost(), "", "", "");
        }
        return credentials.server(step.getHost(), step.getHostCredentialsId());
    }

    /** Has the agent do something, and waits for it however long it takes: it ends by itself when interrupted. */
    Map<String, Object> ask(Operation operation) throws IOException, InterruptedException {
        Controller us = directory.getChannel().export(Controller.class, conversation);
        Ending ending = wait(directory.actAsync(new AgentCall(operation, circumstances, us)));
        if (ending.isFailure()) {
            throw new AbortException(conversation.mask().blanked(ending.failure()));
        }
        return new LinkedHashMap<>(ending.result());
    }

    private static Ending wait(java.util.concurrent.Future<Ending> work) throws IOException, InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
