package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.Destination;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The agent's folder in which a step works; an agent may be gone for a while. */
final class AgentDirectory {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final StepContext context;
    private final BuildConsole console;

    AgentDirectory(StepContext context, BuildConsole console) {
        this.context = context;
        this.console = console;
    }

    /** @throws AbortException if the agent does not come back, or the build was aborted meanwhile */
    FilePath await(Destination destination, boolean readsFiles) throws IOException, InterruptedException {
        Optional<FilePath> directory = directory();
        return directory.isPresent() ? directory.get() : withoutAgent(destination, readsFiles);
    }

    /** Empty outside of any {@code node}, which no waiting mends. */
    private Optional<FilePath> directory() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return Optional.ofNullable(context.get(FilePath.class));
            } catch (IOException e) {
                Optional<FilePath> known = whereItWas();
                if (known.isPresent()) {
                    return known;
                }
                lookFurther(end, e);
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    /**
     * The script may have given the step up while it rolls back, and its node with it; that goes on where it was. There
     * is none as long as the agent is away.
     */
    private Optional<FilePath> whereItWas() {
        RunState state = console.state().get();
        if (!state.progress().mustEnd() || state.place().folder().isEmpty()) {
            return Optional.empty();
        }
        if (state.place().node().isEmpty()) {
            return Optional.of(new FilePath(new File(state.place().folder())));
        }
        return Optional.ofNullable(Jenkins.get().getNode(state.place().node()))
                .map(node -> node.createPath(state.place().folder()));
    }

    /**
     * Outside of any {@code node}: the controller itself, for targets that are reached through the network. What a script
     * names there would be the controller's own files, keys and neighbours, so no step reads or connects to any.
     */
    private static FilePath withoutAgent(Destination destination, boolean readsFiles) throws AbortException {
        if (readsFiles) {
            throw new AbortException("This step is in no node, so there are no files for it; put it into a node { }");
        }
        if (destination.host().isEmpty() || destination.host().startsWith("unix:")) {
            throw new AbortException("This step is in no node, so there is no engine beside it; put it into a"
                    + " node { }, or name a target that is reached through the network");
        }
        if (!destination.isConfigured()) {
            throw new AbortException("This step is in no node, so the controller itself would connect to "
                    + destination.host() + ", which it does for targets that an administrator configured only; name one"
                    + " with target: '…', or put the step into a node { }");
        }
        return new FilePath(Jenkins.get().getRootDir());
    }

    private void lookFurther(Instant end, IOException why) throws AbortException {
        if (console.isInterrupted() && !console.isRecovering()) {
            throw new AbortException("The build was aborted while its agent was away.");
        }
        if (Instant.now().isAfter(end)) {
            throw new AbortException(
                    "The agent did not come back within " + PATIENCE.toMinutes() + " minutes (" + why.getMessage()
                            + "); a release that it left unfinished is completed or rolled back by the next one");
        }
    }
}
