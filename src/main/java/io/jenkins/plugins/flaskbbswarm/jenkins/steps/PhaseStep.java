package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.PhaseExecution;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.ReleaseHandle;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.verb.POST;

import java.util.Map;
import java.util.Set;

/** {@code swarmPhase('Build')}: lets the release around it go on to the end of a phase. */
public final class PhaseStep extends Step {
    private final String name;

    @DataBoundConstructor
    public PhaseStep(String name) {
        this.name = FormText.trimmed(name);
    }

    public String getName() {
        return name;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new PhaseExecution(context, name);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmPhase";
        }

        @Override
        public String getDisplayName() {
            return "Let a release go on to the end of a phase";
        }

        @POST
        public ListBoxModel doFillNameItems() {
            ListBoxModel phases = new ListBoxModel();
            Phase.stages().forEach(phases::add);
            return phases;
        }

        @Override
        public Step newInstance(Map<String, Object> arguments) throws Exception {
            return super.newInstance(StepArguments.checked(this, arguments));
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(ReleaseHandle.class, TaskListener.class);
        }
    }
}
