package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import org.kohsuke.stapler.DataBoundSetter;

import java.util.ArrayList;
import java.util.List;

/** A step that releases a stack, and so can be aborted in the middle of it. */
public abstract class AbstractReleaseStep extends DeploymentStep {
    private static final long serialVersionUID = 1L;

    private String onAbort = "";

    public final String getOnAbort() {
        return onAbort;
    }

    /** {@code rollback} or {@code leave}; what the deployment file says if empty. */
    @DataBoundSetter
    public final void setOnAbort(String onAbort) {
        this.onAbort = FormText.trimmed(onAbort);
    }

    /** The argument wins over {@code set}, as it is the more special one. */
    @Override
    final List<String> settings() {
        List<String> settings = new ArrayList<>(super.settings());
        if (!onAbort.isEmpty()) {
            settings.add(DeploymentData.setting("rollout.on-abort", onAbort));
        }
        return settings;
    }

    @Override
    final boolean isRelease() {
        return true;
    }
}
