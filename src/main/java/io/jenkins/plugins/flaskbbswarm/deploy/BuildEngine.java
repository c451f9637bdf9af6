package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;

import java.util.List;

/** The engine that builds and pushes images: the one that {@code build.host} names, or else the one that deploys. */
final class BuildEngine implements AutoCloseable {
    private final Engine engine;
    private final boolean isOwn;

    private BuildEngine(Engine engine, boolean isOwn) {
        this.engine = engine;
        this.isOwn = isOwn;
    }

    /**
     * Connects, if there is anything to build and another engine to do so.
     *
     * @throws InvalidRequestException if it cannot be connected to as it is named, or may not build on these terms
     */
    static BuildEngine of(DeployConfig config, Engine deploying, DeploymentContext surroundings, DeploymentPolicy terms)
            throws InterruptedException {
        if (config.builder().isEmpty() || config.images().isEmpty()) {
            return new BuildEngine(deploying, false);
        }
        BuildEngine builder =
                new BuildEngine(EngineConnector.open(config.builder().get(), surroundings), true);
        try {
            if (terms.buildsOffManagers()) {
                builder.requireNoManager();
            }
            return builder;
        } catch (RuntimeException | InterruptedException e) {
            builder.close();
            throw e;
        }
    }

    /** Whoever wrote the Dockerfile, it must not run where the swarm can be told what to do. */
    private void requireNoManager() throws InterruptedException {
        if (engine.system().info().at("/Swarm/ControlAvailable").asBoolean()) {
            throw new InvalidRequestException(List.of(
                    "The engine that build.host names is a manager of a swarm, and preview.policy.builder has pull"
                            + " requests built on none (rule builder); name an engine there that is a worker or in no"
                            + " swarm"));
        }
    }

    Engine engine() {
        return engine;
    }

    @Override
    public void close() {
        if (isOwn) {
            engine.close();
        }
    }
}
