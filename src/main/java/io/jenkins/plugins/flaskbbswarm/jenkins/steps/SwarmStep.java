package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import io.jenkins.plugins.flaskbbswarm.jenkins.execution.RemoteStep;
import io.jenkins.plugins.flaskbbswarm.jenkins.execution.SwarmExecution;
import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmArguments;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** What all steps have in common: which swarm they work on. Their arguments are kept with a running build. */
public abstract class SwarmStep extends Step implements RemoteStep {
    private static final long serialVersionUID = 1L;
    private static final int LOCK_TIMEOUT = 600;

    private String target = "";
    private String host = "";
    private String hostCredentialsId = "";
    private int lockTimeout = LOCK_TIMEOUT;

    public final String getTarget() {
        return target;
    }

    /** The name of a target in the global configuration. */
    @DataBoundSetter
    public final void setTarget(String target) {
        this.target = FormText.trimmed(target);
    }

    public final String getHost() {
        return host;
    }

    /** A manager of the swarm, as {@code DOCKER_HOST} spells it. */
    @DataBoundSetter
    public final void setHost(String host) {
        this.host = FormText.trimmed(host);
    }

    public final String getHostCredentialsId() {
        return hostCredentialsId;
    }

    /** The client certificate for a {@code tcp://} host. */
    @DataBoundSetter
    public final void setHostCredentialsId(String hostCredentialsId) {
        this.hostCredentialsId = FormText.trimmed(hostCredentialsId);
    }

    @Override
    public final int getLockTimeout() {
        return lockTimeout;
    }

    @DataBoundSetter
    public final void setLockTimeout(int lockTimeout) {
        this.lockTimeout = lockTimeout;
    }

    @Override
    public final SwarmArguments swarm() {
        return new SwarmArguments(target, host, hostCredentialsId);
    }

    @Override
    public boolean readsFiles() {
        return true;
    }

    /** Whether what it does is shown on the build page. */
    boolean isRelease() {
        return false;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new SwarmExecution(context, this);
    }
}
