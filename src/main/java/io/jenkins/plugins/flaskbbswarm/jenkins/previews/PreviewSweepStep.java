package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

import java.io.IOException;

/** {@code swarmPreviewSweep}: removes previews that are closed, expired or incomplete. */
public final class PreviewSweepStep extends AbstractPreviewStep {
    private static final long serialVersionUID = 1L;

    /** No pull request is open. */
    static final String NONE = "none";

    private static final int GRACE = 600;

    private String open = "";
    private int grace = GRACE;
    private boolean dryRun;

    @DataBoundConstructor
    public PreviewSweepStep() {}

    public String getOpen() {
        return open;
    }

    /** Numbers and commas; {@value #NONE} if none is open, empty if that is not known. */
    @DataBoundSetter
    public void setOpen(String open) {
        this.open = FormText.trimmed(open);
    }

    public int getGrace() {
        return grace;
    }

    /** How many seconds a pushed preview is younger than that list. */
    @DataBoundSetter
    public void setGrace(int grace) {
        this.grace = grace;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    /** Whether to say only what would go. */
    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        return new PreviewSweepOperation(data(stepRun), servers(stepRun), open, grace, dryRun);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends AbstractPreviewStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmPreviewSweep";
        }

        @Override
        public String getDisplayName() {
            return "Remove stale previews";
        }
    }
}
