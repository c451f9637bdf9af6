package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.EngineConnector;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewBackends;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.SweepResult;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.Sweeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Removes what is left of previews: those whose pull request is closed, whose lease has ended, whose creation or removal
 * died half-way, and what carries a preview's labels without a lease. Whatever cannot be removed is told, and tried
 * again by the next sweep.
 */
public final class PreviewSweep {
    private final PreviewConfig config;
    private final DeploymentContext surroundings;
    private final PreviewEnvironment world;

    public PreviewSweep(PreviewConfig config, DeploymentContext surroundings) {
        this(config, surroundings, PreviewEnvironment.REAL);
    }

    PreviewSweep(PreviewConfig config, DeploymentContext surroundings, PreviewEnvironment world) {
        this.config = config;
        this.surroundings = surroundings;
        this.world = world;
    }

    /**
     * How to sweep.
     *
     * @param open the numbers of all open pull requests; empty if that is not known, and then none counts as closed
     * @param grace a preview that was pushed to so recently may be younger than that list, and does not count as closed;
     *     10 minutes by default
     * @param dryRun only say what would go
     */
    public record Options(Optional<Set<Integer>> open, Duration grace, boolean dryRun) {
        /** Nothing known of pull requests. */
        public static final Options DEFAULT = new Options(Optional.empty(), Duration.ofMinutes(10), false);

        public Options {
            open = open.map(Set::copyOf);
        }
    }

    /** Sweeps once. */
    public SweepResult run(Options options) throws InterruptedException {
        try (Engine engine = EngineConnector.open(config.deploy().engine(), surroundings)) {
            PreviewBackends servers = world.servers(engine, config, surroundings);
            Sweeper sweeper = new Sweeper(engine, config, surroundings, servers, world.clock());
            List<SweepResult.Swept> swept =
                    new ArrayList<>(sweeper.sweepLeases(reasons(sweeper, options), options.dryRun()));
            swept.addAll(sweeper.sweepOrphans(options.dryRun()));
            return new SweepResult(swept);
        }
    }

    private Function<Preview, Optional<String>> reasons(Sweeper sweeper, Options options) {
        Instant listed = world.clock().instant().minus(options.grace());
        return preview -> sweeper.staleness(preview).or(() -> {
            boolean closed = options.open()
                    .filter(open -> !open.contains(preview.pullRequest()))
                    .isPresent();
            return closed && !preview.renewed().isAfter(listed)
                    ? Optional.of("its pull request is closed")
                    : Optional.empty();
        });
    }
}
