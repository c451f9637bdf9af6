package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

import java.io.IOException;

/** {@code swarmPreview}: makes the preview of a pull request, or brings it to its head. */
public final class PreviewStep extends AbstractPreviewStep {
    private static final long serialVersionUID = 1L;

    private String pullRequest = "";
    private String commit = "";
    private String repository = "";
    private int wait;

    @DataBoundConstructor
    public PreviewStep() {}

    public String getPullRequest() {
        return pullRequest;
    }

    /** The number; of the build itself if empty. */
    @DataBoundSetter
    public void setPullRequest(String pullRequest) {
        this.pullRequest = FormText.trimmed(pullRequest);
    }

    public String getCommit() {
        return commit;
    }

    /** The head; of the build itself if empty. */
    @DataBoundSetter
    public void setCommit(String commit) {
        this.commit = FormText.trimmed(commit);
    }

    public String getRepository() {
        return repository;
    }

    /** That of the file if empty. */
    @DataBoundSetter
    public void setRepository(String repository) {
        this.repository = FormText.trimmed(repository);
    }

    public int getWait() {
        return wait;
    }

    /** How many seconds to wait for a place if there are too many previews. */
    @DataBoundSetter
    public void setWait(int wait) {
        this.wait = wait;
    }

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        PullRequestData named = new PullRequestData(pullRequest, commit, repository);
        DeploymentData deployment = data(stepRun);
        KnownPreview known = known(stepRun, deployment, named);
        PreviewServers servers = new PreviewSecrets(known, askedFor(stepRun)).servers();
        KnownPreviews.get().remember(known.using(stepRun.credentials().used()));
        return new PreviewOperation(PreviewOperation.Kind.UP, deployment, servers, named, wait);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends AbstractPreviewStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmPreview";
        }

        @Override
        public String getDisplayName() {
            return "Make the preview of a pull request";
        }
    }
}
