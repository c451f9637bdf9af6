package io.jenkins.plugins.flaskbbswarm.jenkins;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.remoting.RequestAbortedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** One run of a step: from its arguments and credentials to the agent, and back with the result. */
final class Errand {
    private final SwarmStep step;
    private final Conversation conversation;
    private final Destination destination;
    private final FilePath directory;
    private final Run<?, ?> build;
    private final CredentialValues credentials;
    private final Circumstances circumstances;

    Errand(SwarmStep step, StepContext context, Conversation conversation) throws IOException, InterruptedException {
        this.step = step;
        this.conversation = conversation;
        SwarmDefaults defaults = context.get(SwarmDefaults.class);
        this.destination = Destination.of(step, defaults == null ? SwarmDefaults.NONE : defaults);
        this.directory = new Workplace(context, conversation).await(destination, step.readsFiles());
        this.build = context.get(Run.class);
        this.credentials = new CredentialValues(CredentialStore.of(build), conversation.mask());
        Map<String, String> environment = context.get(EnvVars.class);
        String owner = environment.getOrDefault("BUILD_URL", build.getExternalizableId());
        this.circumstances =
                new Circumstances(new TreeMap<>(environment), owner, step.getLockTimeout(), conversation.isGated());
    }

    /** All of it. */
    Map<String, Object> run() throws IOException, InterruptedException {
        Operation operation = step.operation(this);
        Map<String, Object> result = ask(operation);
        conversation.journal().ifPresent(journal -> journal.end(result));
        Optional.ofNullable(result.get(Results.SUMMARY)).ifPresent(summary -> conversation.print(summary.toString()));
        Optional.ofNullable(result.get("address")).ifPresent(address -> conversation.print(address.toString()));
        return result;
    }

    CredentialValues credentials() {
        return credentials;
    }

    Destination destination() {
        return destination;
    }

    /** The engine that is named, if one is. */
    EngineData engine() throws AbortException {
        return destination.engine(credentials);
    }

    /** The job, by its full name. */
    String job() {
        String build = this.build.getExternalizableId();
        return build.substring(0, build.lastIndexOf('#'));
    }

    /** The build's address. */
    String owner() {
        return circumstances.owner();
    }

    /** The name of the machine that does it; empty for the controller's own. */
    String node() {
        Computer computer = directory.toComputer();
        return computer == null ? "" : computer.getName();
    }

    /** Has what happens from now on kept as the release of a stack. */
    void isRelease(String stack) {
        conversation.keepIn(BuildJournal.begin(build.getRootDir().toPath(), stack, circumstances.owner()));
    }

    /** Has the agent do something, and waits for it however long it takes: it ends by itself when interrupted. */
    Map<String, Object> ask(Operation operation) throws IOException, InterruptedException {
        Controller us = directory.getChannel().export(Controller.class, conversation);
        Ending ending = wait(send(new AgentCall(operation, circumstances, us)));
        if (ending.isFailure()) {
            String message = conversation.mask().blanked(ending.failure());
            conversation
                    .journal()
                    .ifPresent(journal -> journal.end(conversation.isInterrupted(), message, ending.restored()));
            throw new AbortException(message);
        }
        return ending.result();
    }

    private Future<Ending> send(AgentCall call) throws IOException, InterruptedException {
        try {
            return directory.actAsync(call);
        } catch (IOException e) {
            throw new AgentLost(e);
        }
    }

    private static Ending wait(Future<Ending> work) throws IOException, InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException || cause instanceof RequestAbortedException) {
                throw new AgentLost(cause);
            }
            throw new IllegalStateException(cause);
        }
    }
}
