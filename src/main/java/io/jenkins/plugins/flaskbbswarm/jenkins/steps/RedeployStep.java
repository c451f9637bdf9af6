package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.RedeployOperation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

import java.io.IOException;

/** {@code swarmRedeploy}: a deployment by the clock, which acts for a reason or not at all. */
public final class RedeployStep extends AbstractReleaseStep {
    private static final long serialVersionUID = 1L;

    private String window = "";
    private int jitter;
    private boolean onlyBaseImages;

    @DataBoundConstructor
    public RedeployStep() {}

    public String getWindow() {
        return window;
    }

    /** The time of day in which it may act, {@code 01:00-05:00}; any if empty. */
    @DataBoundSetter
    public void setWindow(String window) {
        this.window = FormText.trimmed(window);
    }

    public int getJitter() {
        return jitter;
    }

    /** The longest random wait before, in seconds. */
    @DataBoundSetter
    public void setJitter(int jitter) {
        this.jitter = jitter;
    }

    public boolean isOnlyBaseImages() {
        return onlyBaseImages;
    }

    /** Whether nothing but newer base images is a reason to act. */
    @DataBoundSetter
    public void setOnlyBaseImages(boolean onlyBaseImages) {
        this.onlyBaseImages = onlyBaseImages;
    }

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        return new RedeployOperation(data(stepRun), window, jitter, onlyBaseImages);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends AbstractReleaseStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmRedeploy";
        }

        @Override
        public String getDisplayName() {
            return "Deploy again if there is a reason";
        }
    }
}
