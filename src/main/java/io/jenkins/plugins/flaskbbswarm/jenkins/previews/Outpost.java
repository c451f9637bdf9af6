package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Node;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.AgentCall;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Controller;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.OperationContext;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.OperationOutcome;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialStore;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.jenkins.runs.BuildConsole;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.Destination;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTarget;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmTargets;
import jenkins.model.Jenkins;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
final class Outpost implements PreviewCaller {
    private static final int LOCK_TIMEOUT = 600;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final CredentialStore store;
    private final BuildConsole console;

    /** @param store what builds of the preview's job may use */
    Outpost(CredentialStore store, PrintStream log) {
        this.store = store;
        this.console = new BuildConsole(log);
    }

    /** For a job that may be there no more: then its nearest folder's credentials are used. */
    static Outpost of(KnownPreview known, PrintStream log) {
        String name = known.item();
        Optional<Item> item = PreviewJobs.find(name);
        while (item.isEmpty() && name.contains("/")) {
            name = name.substring(0, name.lastIndexOf('/'));
            item = PreviewJobs.find(name);
        }
        return new Outpost(item.map(CredentialStore::of).orElseGet(CredentialStore::ofController), log);
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
            Object told = ask(known, KnownPreviewOperation.Kind.SWEEP).get(KnownPreviewOperation.LINES);
            ((List<?>) told).forEach(line -> lines.add((String) line));
        }
        return lines;
    }

    @Override
    public Map<String, SeenPreview> look(KnownPreview known) throws IOException, InterruptedException {
        return KnownPreviewOperation.seen(ask(known, KnownPreviewOperation.Kind.LOOK));
    }

    private Map<String, Object> ask(KnownPreview known, KnownPreviewOperation.Kind kind)
            throws IOException, InterruptedException {
        Destination destination = known.target().isEmpty()
                ? new Destination("", known.host(), known.hostCredentialsId(), "", "", "")
                : Destination.target(known.target());
        Operation operation = operation(known, kind, destination);
        FilePath place = place(known, destination);
        OperationContext operationContext =
                new OperationContext(new TreeMap<>(), known.build(), LOCK_TIMEOUT, false, ReleaseProgress.NONE);
        Controller us = place.getChannel().export(Controller.class, console);
        OperationOutcome outcome = await(place.actAsync(new AgentCall(operation, operationContext, us)));
        if (outcome.isFailure()) {
            throw new AbortException(console.mask().blanked(outcome.failure()));
        }
        return outcome.result();
    }

    private Operation operation(KnownPreview known, KnownPreviewOperation.Kind kind, Destination destination)
            throws IOException {
        CredentialValues credentials = new CredentialValues(store, console.mask());
        PreviewSecrets secrets = new PreviewSecrets(known, credentials);
        boolean looks = kind == KnownPreviewOperation.Kind.LOOK;
        DeploymentData deployment = new DeploymentData(
                "",
                new ArrayList<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                looks ? new ArrayList<>() : secrets.registry(destination),
                destination.engine(credentials));
        PreviewServers servers = looks ? new PreviewServers(new ArrayList<>(), new ArrayList<>()) : secrets.servers();
        return new KnownPreviewOperation(kind, known.note().json(), deployment, servers);
    }

    private static FilePath place(KnownPreview known, Destination destination) throws AbortException {
        boolean byNetwork =
                destination.host().startsWith("tcp:") || destination.host().startsWith("ssh:");
        if (known.node().isEmpty() || byNetwork && !destination.target().isEmpty()) {
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
