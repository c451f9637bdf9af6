package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.RollbackTask;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.StackOperation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code swarmRollback}: brings a kept release of a stack back. */
public final class RollbackStep extends StackStep {
    private static final long serialVersionUID = 1L;

    private final int release;
    private String schema = "";

    @DataBoundConstructor
    public RollbackStep(String stack, int release) {
        super(stack);
        this.release = release;
    }

    public int getRelease() {
        return release;
    }

    public String getSchema() {
        return schema;
    }

    /**
     * What becomes of a schema that is not the release's.
     *
     * @param schema {@code undo}, which is the default, or {@code leave}
     */
    @DataBoundSetter
    public void setSchema(String schema) {
        this.schema = FormText.trimmed(schema);
    }

    @Override
    StackOperation.Task task() {
        return new RollbackTask(release, schema);
    }

    @Override
    boolean isRelease() {
        return true;
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends StackStepDescriptor {
        /** The form's choices. */
        @POST
        public ListBoxModel doFillSchemaItems() {
            return new ListBoxModel().add("").add("undo").add("leave");
        }

        @Override
        public String getFunctionName() {
            return "swarmRollback";
        }

        @Override
        public String getDisplayName() {
            return "Bring a release of a stack back";
        }
    }
}
