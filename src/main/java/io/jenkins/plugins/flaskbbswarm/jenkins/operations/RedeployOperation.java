package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.Redeploy;
import io.jenkins.plugins.flaskbbswarm.deploy.RedeployPolicy;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
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
    public LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings)
            throws ReleaseFailedException, InterruptedException {
        Optional<RedeployPolicy.Window> hours =
                Optional.of(window).filter(text -> !text.isEmpty()).map(RedeployPolicy.Window::parse);
        RedeployPolicy maintenance = new RedeployPolicy(hours, Duration.ofSeconds(jitter), onlyBaseImages);
        return Results.of(
                new Redeploy(deployment.config(directory, surroundings.environment()), surroundings, maintenance)
                        .run());
    }

    @Override
    public ReleaseFailedException recover(Path directory, DeploymentContext surroundings) throws InterruptedException {
        return new DeployOperation(deployment, "").recover(directory, surroundings);
    }
}
