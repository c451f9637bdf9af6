package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterAll;

/** The contract, kept by the fake. */
class FakeEngineContractTest extends EngineContractTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1").hasLocalImage("busybox:local");

    FakeEngineContractTest() {
        swarm.image("no.such.host:1/missing:1").cannotBePulled();
    }

    @AfterAll
    void close() {
        swarm.close();
    }

    @Override
    Engine connect() throws InterruptedException {
        return Engine.connect(EngineAddress.parse(swarm.address()));
    }

    @Override
    String image() {
        return "busybox:local";
    }
}
