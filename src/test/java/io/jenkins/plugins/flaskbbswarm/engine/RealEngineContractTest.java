package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.Nested;

/** The contract, kept by the engine of the laboratory. */
@RequiresLab
class RealEngineContractTest {
    private static EngineContract.Target target() {
        return new EngineContract.Target(Lab.engine(), Lab.variable("LAB_BUSYBOX"));
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
