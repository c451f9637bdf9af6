package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmArguments;

import java.io.IOException;
import java.io.Serializable;

/** What a step wants done, as its run sees it. It is kept with a running build. */
public interface RemoteStep extends Serializable {
    /** The swarm that it works on, as far as the step itself says. */
    SwarmArguments swarm();

    /** How many seconds to wait for another release of the same stack. */
    int getLockTimeout();

    /** Whether it reads files of the folder that it works in. Such a step runs in a {@code node} only. */
    boolean readsFiles();

    /** What the agent is to do; asks for credentials, and the agent for what it takes to know. */
    Operation operation(StepRun stepRun) throws IOException, InterruptedException;
}
