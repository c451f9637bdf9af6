package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.EngineConnector;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Lease;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Leases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewBackends;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewLock;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewResources;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Optional;

/**
 * Ends the preview of a pull request: the stack and all that belongs to it, its database, and last its lease. The lease
 * is marked first, so that whoever is making the preview at this moment stops.
 */
public final class PreviewDown {
    private final PreviewConfig config;
    private final DeploymentContext surroundings;
    private final PreviewEnvironment world;

    public PreviewDown(PreviewConfig config, DeploymentContext surroundings) {
        this(config, surroundings, PreviewEnvironment.REAL);
    }

    PreviewDown(PreviewConfig config, DeploymentContext surroundings, PreviewEnvironment world) {
        this.config = config;
        this.surroundings = surroundings;
        this.world = world;
    }

    /**
     * Returns when everything is gone.
     *
     * @return what there was; empty if there was nothing
     * @throws PreviewFailedException if something could not be removed; it stays marked, and the next sweep tries again
     */
    public Optional<Preview> run() throws PreviewFailedException, InterruptedException {
        try (Engine engine = EngineConnector.open(config.deploy().engine(), surroundings)) {
            Leases leases = new Leases(engine);
            Namespace stack = config.settings().stack();
            Optional<Lease> lease = leases.find(stack).filter(this::isOurs);
            if (lease.isEmpty()) {
                return Optional.empty();
            }
            leases.close(lease.get());
            try (AcquiredLock lock = new PreviewLock(engine, surroundings).acquire(stack)) {
                if (leases.reload(lease.get()).isPresent()) {
                    deprovision(engine, leases, lease.get());
                }
            }
            return lease.map(Lease::preview);
        }
    }

    private boolean isOurs(Lease lease) {
        return lease.preview().repository().equals(config.settings().repository())
                && lease.preview().pullRequest() == config.pullRequest().number();
    }

    private void deprovision(Engine engine, Leases leases, Lease lease)
            throws PreviewFailedException, InterruptedException {
        PreviewBackends servers = world.servers(engine, config, surroundings);
        List<String> left =
                new PreviewResources(engine, config, servers, surroundings.events()).deprovision(lease.preview());
        if (!left.isEmpty()) {
            throw new PreviewFailedException(
                    "The preview " + lease.preview() + " is closed, but not all of it is gone: "
                            + String.join("; ", left) + ". Close it again, or leave it to the next sweep.");
        }
        leases.remove(lease);
    }
}
