package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

import java.io.IOException;

/** {@code swarmPreviewDown}: ends the preview of a pull request: stack, database and all. */
public final class PreviewDownStep extends AbstractPreviewStep {
    private static final long serialVersionUID = 1L;

    private String pullRequest = "";
    private String repository = "";

    @DataBoundConstructor
    public PreviewDownStep() {}

    public String getPullRequest() {
        return pullRequest;
    }

    /** The number; of the build itself if empty. */
    @DataBoundSetter
    public void setPullRequest(String pullRequest) {
        this.pullRequest = FormText.trimmed(pullRequest);
    }

    public String getRepository() {
        return repository;
    }

    /** That of the file if empty. */
    @DataBoundSetter
    public void setRepository(String repository) {
        this.repository = FormText.trimmed(repository);
    }

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        PullRequestData named = new PullRequestData(pullRequest, "", repository);
        return new PreviewOperation(PreviewOperation.Kind.DOWN, data(stepRun), servers(stepRun), named, 0);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends AbstractPreviewStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmPreviewDown";
        }

        @Override
        public String getDisplayName() {
            return "End the preview of a pull request";
        }
    }
}
