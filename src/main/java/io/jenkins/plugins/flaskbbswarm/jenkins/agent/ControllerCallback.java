package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.Phase;

import java.util.ArrayList;

/** The step, as the agent sees it: the agent calls these methods through the channel. */
public interface ControllerCallback {
    /** The work has begun. */
    void started(RemoteHandle work);

    /** What happened meanwhile, in order. */
    void report(ArrayList<Event> events);

    /** Returns when the progress of a release is kept for another attempt. */
    void save(ReleaseProgress progress);

    /** Returns when the phase may begin. */
    void pass(Phase phase) throws InterruptedException;
}
