package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A whole deployment.
 *
 * @param plan the fingerprint of the one plan that it may carry out; any if empty
 */
public record DeployOperation(DeploymentData deployment, String plan) implements Operation {
    @Override
    public LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings)
            throws ReleaseFailedException, InterruptedException {
        return Results.of(
                whole(directory, surroundings).run(Optional.of(plan).filter(fingerprint -> !fingerprint.isEmpty())));
    }

    @Override
    public ReleaseFailedException recover(Path directory, DeploymentContext surroundings) throws InterruptedException {
        return whole(directory, surroundings).recover();
    }

    private Deployment whole(Path directory, DeploymentContext surroundings) {
        return new Deployment(deployment.config(directory, surroundings.environment()), surroundings);
    }
}
