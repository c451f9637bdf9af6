package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.StepRun;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.DeploymentData;
import io.jenkins.plugins.flaskbbswarm.jenkins.operations.PhaseOperation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code swarmProbe}: asks an address until it answers as it should. */
public final class ProbeStep extends DeploymentStep {
    private static final long serialVersionUID = 1L;
    private static final int OK = 200;
    private static final String TIMEOUT = "1m";

    private String url = "";
    private String hostHeader = "";
    private int status = OK;
    private String text = "";
    private String timeout = TIMEOUT;

    @DataBoundConstructor
    public ProbeStep() {}

    public String getUrl() {
        return url;
    }

    @DataBoundSetter
    public void setUrl(String url) {
        this.url = FormText.trimmed(url);
    }

    public String getHostHeader() {
        return hostHeader;
    }

    @DataBoundSetter
    public void setHostHeader(String hostHeader) {
        this.hostHeader = FormText.trimmed(hostHeader);
    }

    public int getStatus() {
        return status;
    }

    @DataBoundSetter
    public void setStatus(int status) {
        this.status = status;
    }

    public String getText() {
        return text;
    }

    @DataBoundSetter
    public void setText(String text) {
        this.text = FormText.trimmed(text);
    }

    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = FormText.trimmed(timeout);
    }

    /** With an address there is all that a probe needs to know; the stack is not looked at. */
    @Override
    boolean needsFile() {
        return url.isEmpty() && super.needsFile();
    }

    @Override
    List<String> settings() {
        List<String> settings = new ArrayList<>(super.settings());
        if (!url.isEmpty()) {
            settings.add(0, DeploymentData.setting("stack", "probe"));
            settings.add(0, "files=[none]");
            settings.add(DeploymentData.setting("probe.url", url));
            settings.add("probe.status=" + status);
            settings.add(DeploymentData.setting("probe.timeout", timeout));
        }
        if (!hostHeader.isEmpty()) {
            settings.add(DeploymentData.setting("probe.host", hostHeader));
        }
        if (!text.isEmpty()) {
            settings.add(DeploymentData.setting("probe.text", text));
        }
        return settings;
    }

    @Override
    public Operation operation(StepRun stepRun) throws IOException, InterruptedException {
        return new PhaseOperation(data(stepRun), PhaseOperation.Part.PROBE);
    }

    /** The step's form. */
    @Extension
    public static final class DescriptorImpl extends DeploymentStepDescriptor {
        @Override
        public String getFunctionName() {
            return "swarmProbe";
        }

        @Override
        public String getDisplayName() {
            return "Ask an address until it answers as it should";
        }
    }
}
