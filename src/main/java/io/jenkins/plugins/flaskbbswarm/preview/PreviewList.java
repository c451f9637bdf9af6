package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.EngineAccess;
import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The previews of a swarm, of all repositories. */
public final class PreviewList {
    private final DeployConfig.Engine engine;
    private final Surroundings surroundings;

    public PreviewList(DeployConfig.Engine engine, Surroundings surroundings) {
        this.engine = engine;
        this.surroundings = surroundings;
    }

    /** A preview and what it takes of the swarm. */
    public record Listed(Preview preview, PreviewSize size) {}

    /** By repository and number. */
    public List<Listed> run() throws InterruptedException {
        try (Engine open = EngineAccess.open(engine, surroundings)) {
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
