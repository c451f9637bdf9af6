package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.lab.EngineProxy;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.AfterEach;

/** On the laboratory's engine. */
@RequiresLab
class PortHandoverLabTest extends PortHandover {
    private EngineProxy engine;

    @Override
    ReleaseBench bench() throws Exception {
        engine = new EngineProxy();
        return ReleaseBench.on(engine.address(), Lab.variable("LAB_BUSYBOX"), "ports");
    }

    @Override
    void die() {
        engine.diesAfterWrites(0);
    }

    @Override
    void live() {
        engine.isWell();
    }

    @AfterEach
    void close() {
        engine.close();
    }
}
