package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.EngineConnector;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.policy.PreviewSize;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Lease;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Leases;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The previews of a swarm, of all repositories. */
public final class PreviewList {
    private final DeployConfig.Engine engine;
    private final DeploymentContext surroundings;

    public PreviewList(DeployConfig.Engine engine, DeploymentContext surroundings) {
        this.engine = engine;
        this.surroundings = surroundings;
    }

    /** A preview and what it takes of the swarm. */
    public record Listed(Preview preview, PreviewSize size) {}

    /** By repository and number. */
    public List<Listed> run() throws InterruptedException {
        try (Engine open = EngineConnector.open(engine, surroundings)) {
            Map<String, PreviewSize> sizes = new PreviewSizes(open).each();
            return new Leases(open)
                    .all().stream()
                            .map(Lease::preview)
                            .sorted(Comparator.comparing(Preview::repository).thenComparing(Preview::pullRequest))
                            .map(preview -> new Listed(
                                    preview, sizes.getOrDefault(preview.stack().name(), PreviewSize.NOTHING)))
                            .toList();
        }
    }
}
