package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.PlannedChanges;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.plan.PlanText;

import java.nio.file.Path;
import java.util.LinkedHashMap;

/** What a deployment would do. */
public record PlanOperation(DeploymentData deployment) implements Operation {
    @Override
    public LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings)
            throws InterruptedException {
        PlannedChanges changes =
                new Deployment(deployment.config(directory, surroundings.environment()), surroundings).plan();
        changes.unbuilt().forEach(image -> surroundings.events().emit(new Event.Output("build", image)));
        PlanText.of(changes.plan()).forEach(line -> surroundings.events().emit(new Event.Output("plan", line)));
        return Results.of(changes);
    }
}
