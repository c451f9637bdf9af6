package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.AgentCall;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.ControllerCallback;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.OperationContext;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.OperationOutcome;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.PreloadedClasses;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialStore;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryData;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.Destination;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** One run of a step: from its arguments and credentials to the agent, and back with the result. */
public final class StepRun {
    private final RemoteStep step;
    private final BuildConsole console;
    private final StepEnvironment environment;
    private final Destination destination;
    private final FilePath directory;
    private final CredentialValues credentials;

    StepRun(RemoteStep step, StepContext context, StepEnvironment environment, BuildConsole console)
            throws IOException, InterruptedException {
        this.step = step;
        this.console = console;
        this.environment = environment;
        this.destination = Destination.of(step.swarm(), environment.swarm(), environment.caller());
        this.directory = new AgentDirectory(context, console).await(destination, step.readsFiles());
        this.credentials = new CredentialValues(
                CredentialStore.of(environment.build()),
                console.mask(),
                credential -> CredentialsProvider.track(environment.build(), credential));
    }

    /** All of it. */
    Map<String, Object> run() throws IOException, InterruptedException {
        RunState.Place place = new RunState.Place(node(), directory.getRemote());
        console.state().update(state -> state.at(place));
        Operation operation = step.operation(this);
        Map<String, Object> result = ask(operation, console.state().get().progress());
        console.journal().ifPresent(journal -> journal.end(result));
        Optional.ofNullable(result.get(Operation.SUMMARY)).ifPresent(summary -> console.print(summary.toString()));
        Optional.ofNullable(result.get("address")).ifPresent(address -> console.print(address.toString()));
        return result;
    }

    public CredentialValues credentials() {
        return credentials;
    }

    public Destination destination() {
        return destination;
    }

    /** The engine that is named, if one is. */
    public EngineData engine() throws IOException {
        return destination.engine(credentials);
    }

    /** The target's login for its registry, if it has one. */
    public Optional<RegistryData> registry() throws AbortException {
        return destination.login(credentials);
    }

    /** The job, by its full name. */
    public String job() {
        return environment.job();
    }

    /** The build's address. */
    public String owner() {
        return environment.owner();
    }

    /**
     * The name of the machine that does it; empty for the controller's own.
     *
     * @throws IOException if it just went: nobody else does its work
     */
    public String node() throws IOException {
        Computer computer = directory.toComputer();
        if (computer == null && directory.isRemote()) {
            throw new AgentLost(new IOException("it was taken away"));
        }
        return computer == null ? "" : computer.getName();
    }

    /** Whether the author of what this build checks out is trusted, as Jenkins has it. */
    public boolean isAuthorTrusted() throws AbortException, InterruptedException {
        return new ChangeAuthor(environment.build(), environment.variables(), environment.log()).isTrusted();
    }

    /** Has what happens from now on kept as the release of a stack. */
    public void isRelease(String stack) {
        console.keepIn(BuildJournal.begin(environment.folder(), stack, environment.owner()));
    }

    /** Has the agent do something, and waits for it however long it takes: it ends by itself when interrupted. */
    public Map<String, Object> ask(Operation operation) throws IOException, InterruptedException {
        return ask(operation, ReleaseProgress.NONE);
    }

    /** @param progress that earlier attempts of the same operation made */
    private Map<String, Object> ask(Operation operation, ReleaseProgress progress)
            throws IOException, InterruptedException {
        OperationContext around = new OperationContext(
                environment.variables(), environment.owner(), step.getLockTimeout(), console.isGated(), progress);
        ControllerCallback us = directory.getChannel().export(ControllerCallback.class, console);
        OperationOutcome outcome = wait(send(new AgentCall(operation, around, us)));
        if (outcome.isFailure()) {
            String message = console.mask().blanked(outcome.failure());
            console.journal().ifPresent(journal -> journal.end(console.isAborted(), message, outcome.restored()));
            throw new AbortException(message);
        }
        return outcome.result();
    }

    private Future<OperationOutcome> send(AgentCall call) throws IOException, InterruptedException {
        try {
            PreloadedClasses.sendTo(directory.getChannel());
            return directory.actAsync(call);
        } catch (IOException e) {
            throw new AgentLost(e);
        }
    }

    private static OperationOutcome wait(Future<OperationOutcome> work) throws IOException, InterruptedException {
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
