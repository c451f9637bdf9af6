package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Node;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.AgentAnswer;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.AgentCall;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.ControllerCallback;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.OperationContext;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.OperationOutcome;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialStore;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.BuildConsole;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.Destination;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTarget;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTargets;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.TargetCaller;
import jenkins.model.Jenkins;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does what is to be done about a known preview where its engine is reached: on the controller for a swarm that it knows
 * by name and reaches through the network, else on the machine of the build, where it may do no more than the build
 * could. Not for builds: nobody waits for it but a thread in the background.
 */
final class PreviewAgentClient implements PreviewCaller {
    private static final int LOCK_TIMEOUT = 600;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final CredentialStore store;
    private final BuildConsole console;

    /** @param store {@link #credentials} */
    PreviewAgentClient(CredentialStore store, PrintStream log) {
        this.store = store;
        this.console = new BuildConsole(log);
    }

    static PreviewAgentClient of(KnownPreview known, PrintStream log) {
        return new PreviewAgentClient(credentials(known), log);
    }

    /**
     * What the build could use and did use, looked up now, since its folder may go. What is known of a preview is partly
     * the text of its author, who may name any credential; the IDs of those that were used, he could not write.
     */
    static CredentialStore credentials(KnownPreview known) {
        return CredentialStore.ofFolder(known.context())
                .only(
                        known.used()::contains,
                        id -> "The build that made the preview did not use the credential '" + id
                                + "', so its end does not, either; have a build make it once more, or remove it with"
                                + " swarmPreviewDown");
    }

    @Override
    public void end(KnownPreview known) throws IOException, InterruptedException {
        ask(known, KnownPreviewOperation.Kind.END);
    }

    @Override
    public List<String> sweep(KnownPreview known) throws IOException, InterruptedException {
        boolean isAskedFor = SwarmTargets.get()
                .named(known.target())
                .filter(SwarmTarget::isSweepPreviews)
                .isPresent();
        List<String> lines = new ArrayList<>();
        if (isAskedFor) {
            lines.addAll(
                    new AgentAnswer(ask(known, KnownPreviewOperation.Kind.SWEEP)).texts(KnownPreviewOperation.LINES));
        }
        return lines;
    }

    @Override
    public Map<String, PreviewStatus> statuses(KnownPreview known) throws IOException, InterruptedException {
        return KnownPreviewOperation.seen(ask(known, KnownPreviewOperation.Kind.LOOK));
    }

    private Map<String, Object> ask(KnownPreview known, KnownPreviewOperation.Kind kind)
            throws IOException, InterruptedException {
        Destination destination = destination(known);
        Operation operation = operation(known, kind, destination);
        FilePath place = place(known, destination);
        OperationContext operationContext =
                new OperationContext(new TreeMap<>(), known.build(), LOCK_TIMEOUT, false, ReleaseProgress.NONE);
        ControllerCallback us = place.getChannel().export(ControllerCallback.class, console);
        OperationOutcome outcome = await(place.actAsync(new AgentCall(operation, operationContext, us)));
        if (outcome.isFailure()) {
            throw new AbortException(console.mask().blanked(outcome.failure()));
        }
        return outcome.result();
    }

    /** A target that is no longer for the preview's folder is not used for it. */
    private static Destination destination(KnownPreview known) throws AbortException {
        Destination said = Destination.of(known.host(), known.hostCredentialsId());
        return known.target().isEmpty()
                ? said
                : Destination.target(known.target(), TargetCaller.after(known.place()))
                        .orElse(said);
    }

    private Operation operation(KnownPreview known, KnownPreviewOperation.Kind kind, Destination destination)
            throws IOException {
        CredentialValues credentials = new CredentialValues(store, console.mask());
        PreviewSecrets secrets = new PreviewSecrets(known, credentials);
        boolean looks = kind == KnownPreviewOperation.Kind.LOOK;
        DeploymentData deployment = new DeploymentData(
                "",
                "",
                new ArrayList<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                looks ? new ArrayList<>() : secrets.registry(destination),
                destination.engine(credentials));
        PreviewServers servers = looks ? new PreviewServers(new ArrayList<>(), new ArrayList<>()) : secrets.servers();
        String only = isOnController(known, destination) && !known.node().isEmpty()
                ? destination.registry()
                : KnownPreviewOperation.ANY;
        return new KnownPreviewOperation(kind, known.note().json(), deployment, servers, only);
    }

    /** Where the build ran, or for a target that is reached through the network: an author's address is not. */
    private static boolean isOnController(KnownPreview known, Destination destination) {
        boolean byNetwork =
                destination.host().startsWith("tcp:") || destination.host().startsWith("ssh:");
        return known.node().isEmpty() || byNetwork && destination.isConfigured();
    }

    private static FilePath place(KnownPreview known, Destination destination) throws AbortException {
        if (isOnController(known, destination)) {
            return new FilePath(Jenkins.get().getRootDir());
        }
        Node node = Jenkins.get().getNode(known.node());
        FilePath root = node == null ? null : node.getRootPath();
        if (root == null) {
            throw new AbortException("The machine '" + known.node() + "', from which its engine was reached, is not"
                    + " there; bring it back, or have the step name a target that the controller reaches");
        }
        return root;
    }

    private static OperationOutcome await(Future<OperationOutcome> work) throws IOException, InterruptedException {
        try {
            return work.get(LONGEST.toMinutes(), TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            work.cancel(true);
            throw new IOException("It did not come to an end within " + LONGEST.toMinutes() + " minutes", e);
        }
    }
}
