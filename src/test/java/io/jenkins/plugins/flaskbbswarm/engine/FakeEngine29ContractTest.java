package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The contract, kept by the fake as an engine 29 that takes no API below 1.44. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeEngine29ContractTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1").isEngine29().hasLocalImage("busybox:local");

    FakeEngine29ContractTest() {
        swarm.image("no.such.host:1/missing:1").cannotBePulled();
    }

    @AfterAll
    void close() {
        swarm.close();
    }

    private EngineContract.Target target() {
        return new EngineContract.Target(swarm.address(), "busybox:local", "failed to resolve reference ");
    }

    @Nested
    class Systems extends SystemContract {
        Systems() {
            super(target());
        }
    }

    @Nested
    class Objects extends ObjectContract {
        Objects() {
            super(target());
        }
    }

    @Nested
    class Services extends ServiceContract {
        Services() {
            super(target());
        }
    }

    @Nested
    class Tasks extends TaskContract {
        Tasks() {
            super(target());
        }
    }

    @Nested
    class Streams extends StreamContract {
        Streams() {
            super(target());
        }
    }
}
