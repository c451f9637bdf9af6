package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;

import java.time.Duration;

/** On the in-memory swarm. */
class FailedForGoodTest extends FailedForGood {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

    @Override
    ReleaseBench bench() throws InterruptedException {
        return ReleaseBench.on(swarm.address(), "app:1", "once");
    }

    @Override
    void works(boolean well, boolean ends) {
        if (well && !ends) {
            swarm.image("app:1").runs();
        } else {
            swarm.image("app:1").exits(well ? 0 : 3, Duration.ZERO);
        }
    }

    @Override
    String script(boolean ends) {
        return "run";
    }

    @Override
    void prepare(ObjectNode service) {}
}
