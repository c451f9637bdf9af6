package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;

/** On the in-memory swarm. */
class PortHandoverTest extends PortHandover {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

    @Override
    ReleaseBench bench() throws InterruptedException {
        return ReleaseBench.on(swarm.address(), "app:1", "ports");
    }

    @Override
    void die() {
        swarm.diesAfterWrites(0);
    }

    @Override
    void live() {
        swarm.isWell();
    }
}
