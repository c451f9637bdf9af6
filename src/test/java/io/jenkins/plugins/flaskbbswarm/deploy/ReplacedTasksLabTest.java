package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;

/** On the laboratory's engine. */
@RequiresLab
class ReplacedTasksLabTest extends ReplacedTasks {
    @Override
    ReleaseBench bench() throws InterruptedException {
        return ReleaseBench.onTheLabsEngine("replaced");
    }
}
