package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that can be held to a plan that somebody approved. */
public abstract class ApprovableStep extends AbstractReleaseStep {
    private static final long serialVersionUID = 1L;

    private String plan = "";

    public final String getPlan() {
        return plan;
    }

    /** The fingerprint that {@code swarmPlan} returned: another plan is refused. Any is carried out if empty. */
    @DataBoundSetter
    public final void setPlan(String plan) {
        this.plan = FormText.trimmed(plan);
    }
}
