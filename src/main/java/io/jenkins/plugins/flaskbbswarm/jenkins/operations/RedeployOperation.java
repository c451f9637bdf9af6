package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.Maintenance;
import io.jenkins.plugins.flaskbbswarm.deploy.Redeploy;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailed;
import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A deployment by the clock.
 *
 * @param window the time of day in which it may act, {@code 01:00-05:00}; empty for any
 * @param jitter the longest random wait before, in seconds
 */
public record RedeployOperation(DeploymentData deployment, String window, int jitter, boolean onlyBaseImages)
        implements Operation {
    @Override
    public LinkedHashMap<String, Object> run(Path directory, Surroundings surroundings)
            throws ReleaseFailed, InterruptedException {
        Optional<Maintenance.Window> hours =
                Optional.of(window).filter(text -> !text.isEmpty()).map(Maintenance.Window::parse);
        Maintenance maintenance = new Maintenance(hours, Duration.ofSeconds(jitter), onlyBaseImages);
        return Results.of(
                new Redeploy(deployment.config(directory, surroundings.environment()), surroundings, maintenance)
                        .run());
    }

    @Override
    public ReleaseFailed recover(Path directory, Surroundings surroundings) throws InterruptedException {
        return new DeployOperation(deployment, "").recover(directory, surroundings);
    }
}
