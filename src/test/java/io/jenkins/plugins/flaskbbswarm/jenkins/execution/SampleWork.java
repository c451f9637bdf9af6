package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.targets.SwarmArguments;

/** Work of a step that never comes to an agent. */
record SampleWork(SwarmArguments swarm, boolean readsFiles) implements RemoteStep {
    static final SampleWork WITHOUT_FILES = new SampleWork(SwarmArguments.NONE, false);
    static final SampleWork WITH_FILES = new SampleWork(SwarmArguments.NONE, true);

    static SampleWork withFilesFor(String host) {
        return new SampleWork(new SwarmArguments("", host, ""), true);
    }

    static SampleWork withoutFilesFor(String host) {
        return new SampleWork(new SwarmArguments("", host, ""), false);
    }

    @Override
    public int getLockTimeout() {
        return 0;
    }

    @Override
    public Operation operation(StepRun stepRun) {
        throw new AssertionError("it has no agent");
    }
}
