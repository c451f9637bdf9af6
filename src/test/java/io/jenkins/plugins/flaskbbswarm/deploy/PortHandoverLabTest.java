package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;

/** On the laboratory's engine. */
@RequiresLab
class PortHandoverLabTest extends PortHandover {
    @Override
    ReleaseBench bench() throws InterruptedException {
        return ReleaseBench.onTheLabsEngine("ports");
    }
}
