package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;

import java.time.Clock;

/**
 * The time and the servers that previews live with.
 *
 * @param clock by which leases end
 */
record PreviewWorld(Clock clock, Connector connector) {
    /** This machine's clock and the servers that {@code deploy.yml} names. */
    static final PreviewWorld REAL = new PreviewWorld(Clock.systemUTC(), Servers::of);

    /** Finds the servers. */
    interface Connector {
        Servers connect(Engine engine, PreviewConfig config, Surroundings surroundings) throws InterruptedException;
    }

    Servers servers(Engine engine, PreviewConfig config, Surroundings surroundings) throws InterruptedException {
        return connector.connect(engine, config, surroundings);
    }
}
