package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import io.jenkins.plugins.flaskbbswarm.deploy.StopReason;

/** Work on an agent, as the step sees it: the controller calls this through the channel. */
public interface RemoteHandle {
    /** Has the work end as soon as it can; a release puts its stack back first. */
    void interrupt(StopReason reason);
}
