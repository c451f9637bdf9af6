package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewBackends;

import java.time.Clock;

/**
 * The time and the servers that previews live with.
 *
 * @param clock by which leases end
 */
record PreviewEnvironment(Clock clock, Connector connector) {
    /** This machine's clock and the servers that {@code deploy.yml} names. */
    static final PreviewEnvironment REAL = new PreviewEnvironment(Clock.systemUTC(), PreviewBackends::of);

    /** Finds the servers. */
    interface Connector {
        PreviewBackends connect(Engine engine, PreviewConfig config, DeploymentContext surroundings)
                throws InterruptedException;
    }

    PreviewBackends servers(Engine engine, PreviewConfig config, DeploymentContext surroundings)
            throws InterruptedException {
        return connector.connect(engine, config, surroundings);
    }
}
