package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailed;
import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;

import java.nio.file.Path;
import java.util.LinkedHashMap;

/** A whole deployment. */
public record DeployOperation(DeploymentData deployment) implements Operation {
    @Override
    public LinkedHashMap<String, Object> run(Path directory, Surroundings surroundings)
            throws ReleaseFailed, InterruptedException {
        Deployment whole = new Deployment(deployment.config(directory, surroundings.environment()), surroundings);
        return Results.of(whole.run());
    }
}
