package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.AbortException;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.AgentAnswer;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialSecret;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.CredentialValues;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.SecretData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.SecretSourceArgument;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.UriSecret;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.jenkins.steps.DeploymentStep;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.Destination;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDescriptor;
import org.kohsuke.stapler.DataBoundSetter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A step for previews: it knows the servers on which they get places of their own. */
public abstract class AbstractPreviewStep extends DeploymentStep {
    private static final long serialVersionUID = 1L;

    private SecretSourceArgument databaseAdmin;
    private SecretSourceArgument redis;

    /** Null if none was given: this is what forms expect. */
    public final SecretSourceArgument getDatabaseAdmin() {
        return databaseAdmin;
    }

    /** An address with which roles and databases can be made. */
    @DataBoundSetter
    public final void setDatabaseAdmin(SecretSourceArgument databaseAdmin) {
        this.databaseAdmin = named(databaseAdmin);
    }

    /** Null if none was given: this is what forms expect. */
    public final SecretSourceArgument getRedis() {
        return redis;
    }

    /** The address of a Redis of which each preview gets a database number. */
    @DataBoundSetter
    public final void setRedis(SecretSourceArgument redis) {
        this.redis = named(redis);
    }

    /** A form always has a source; where nothing was chosen in it, there is none. */
    private static SecretSourceArgument named(SecretSourceArgument source) {
        boolean isEmpty = source instanceof CredentialSecret secret
                && secret.getCredentialsId().isEmpty();
        return isEmpty ? null : source;
    }

    @Override
    protected final List<String> ownCredentials() {
        return Stream.of(databaseAdmin, redis)
                .flatMap(value -> source(value).stream())
                .map(KnownPreview.Source::credentialsId)
                .toList();
    }

    /** The servers, as far as the step names them. */
    final PreviewServers servers(StepRun stepRun) throws IOException {
        return new PreviewServers(values(databaseAdmin, stepRun.credentials()), values(redis, stepRun.credentials()));
    }

    /** What is known of a preview that is about to be made. */
    final KnownPreview known(StepRun stepRun, DeploymentData deployment, PullRequestData pullRequest)
            throws IOException, InterruptedException {
        String note = new AgentAnswer(stepRun.ask(new DescribePreviewOperation(deployment, pullRequest)))
                .text(DescribePreviewOperation.NOTE);
        Destination destination = stepRun.destination();
        return new KnownPreview(
                stepRun.job(),
                PreviewJobs.folder(stepRun.job()),
                stepRun.owner(),
                stepRun.node(),
                destination.target(),
                destination.isConfigured() ? "" : destination.host(),
                destination.hostCredentialsId(),
                KnownPreview.parent(stepRun.job()),
                List.of(),
                source(databaseAdmin),
                source(redis),
                note(note),
                "",
                "",
                List.of());
    }

    private static PreviewDescriptor note(String json) throws AbortException {
        try {
            return PreviewDescriptor.parse(json);
        } catch (IllegalArgumentException e) {
            throw AgentAnswer.malformed(DescribePreviewOperation.NOTE);
        }
    }

    private static List<KnownPreview.Source> source(SecretSourceArgument value) {
        if (value instanceof UriSecret uri) {
            return List.of(new KnownPreview.Source(
                    uri.getTemplate(), uri.getCredential().getCredentialsId()));
        }
        return value instanceof CredentialSecret secret
                ? List.of(new KnownPreview.Source("", secret.getCredentialsId()))
                : List.of();
    }

    private static ArrayList<SecretData> values(SecretSourceArgument value, CredentialValues credentials)
            throws IOException {
        ArrayList<SecretData> data = new ArrayList<>();
        if (value != null) {
            data.add(value.data(credentials));
        }
        return data;
    }
}
