package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.LinkedHashMap;

/** Brings a release back. */
public record RollbackTask(int release) implements StackOperation.Task {
    @Override
    public LinkedHashMap<String, Object> run(Namespace stack, StackCommands commands, DeploymentContext surroundings)
            throws ReleaseFailedException, InterruptedException {
        return Results.of(commands.rollback(stack, release));
    }

    @Override
    public ReleaseFailedException recover(Namespace stack, StackCommands commands, DeploymentContext surroundings)
            throws InterruptedException {
        return commands.recover(stack);
    }
}
