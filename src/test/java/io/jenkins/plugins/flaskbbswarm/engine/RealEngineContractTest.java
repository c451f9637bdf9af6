package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;

/** The contract, kept by the engine of the laboratory. */
@RequiresLab
class RealEngineContractTest extends EngineContractTest {
    @Override
    Engine connect() throws InterruptedException {
        return Engine.connect(EngineAddress.parse(Lab.engine()));
    }

    @Override
    String image() {
        return Lab.variable("LAB_BUSYBOX");
    }
}
