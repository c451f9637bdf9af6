package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailed;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.LinkedHashMap;

/** Brings a release back. */
public record RollbackTask(int release) implements StackOperation.Task {
    @Override
    public LinkedHashMap<String, Object> run(Namespace stack, StackCommands commands, Surroundings surroundings)
            throws ReleaseFailed, InterruptedException {
        return Results.of(commands.rollback(stack, release));
    }

    @Override
    public ReleaseFailed recover(Namespace stack, StackCommands commands, Surroundings surroundings)
            throws InterruptedException {
        return commands.recover(stack);
    }
}
