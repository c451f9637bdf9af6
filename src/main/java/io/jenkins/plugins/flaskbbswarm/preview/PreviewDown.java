package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.EngineAccess;
import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.rollout.HeldLock;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.List;
import java.util.Optional;

/**
 * Ends the preview of a pull request: the stack and all that belongs to it, its database, and last its lease. The lease
 * is marked first, so that whoever is making the preview at this moment stops.
 */
public final class PreviewDown {
    private final PreviewConfig config;
    private final Surroundings surroundings;
    private final PreviewWorld world;

    public PreviewDown(PreviewConfig config, Surroundings surroundings) {
        this(config, surroundings, PreviewWorld.REAL);
    }

    PreviewDown(PreviewConfig config, Surroundings surroundings, PreviewWorld world) {
        this.config = config;
        this.surroundings = surroundings;
        this.world = world;
    }

    /**
     * Returns when everything is gone.
     *
     * @return what there was; empty if there was nothing
     * @throws PreviewFailed if something could not be removed; it stays marked, and the next sweep tries again
     */
    public Optional<Preview> run() throws PreviewFailed, InterruptedException {
        try (Engine engine = EngineAccess.open(config.deploy().engine(), surroundings)) {
            Leases leases = new Leases(engine);
            Namespace stack = config.settings().stack();
            Optional<Lease> lease = leases.find(stack).filter(this::isOurs);
            if (lease.isEmpty()) {
                return Optional.empty();
            }
            leases.close(lease.get());
            try (HeldLock lock = new PreviewLock(engine, surroundings).acquire(stack)) {
                if (leases.again(lease.get()).isPresent()) {
                    take(engine, leases, lease.get());
                }
            }
            return lease.map(Lease::preview);
        }
    }

    private boolean isOurs(Lease lease) {
        return lease.preview().repository().equals(config.settings().repository())
                && lease.preview().pullRequest() == config.pullRequest().number();
    }

    private void take(Engine engine, Leases leases, Lease lease) throws PreviewFailed, InterruptedException {
        Servers servers = world.servers(engine, config, surroundings);
        List<String> left = new Belongings(engine, config, servers, surroundings.events()).take(lease.preview());
        if (!left.isEmpty()) {
            throw new PreviewFailed("The preview " + lease.preview() + " is closed, but not all of it is gone: "
                    + String.join("; ", left) + ". Close it again, or leave it to the next sweep.");
        }
        leases.remove(lease);
    }
}
