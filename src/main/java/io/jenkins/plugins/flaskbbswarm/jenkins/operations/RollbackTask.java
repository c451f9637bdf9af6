package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.deploy.SchemaChoice;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * Brings a release back.
 *
 * @param schema {@code undo} or {@code leave}: what becomes of a schema that is not the release's
 */
public record RollbackTask(int release, String schema) implements StackOperation.Task {
    @Override
    public LinkedHashMap<String, Object> run(Namespace stack, StackCommands commands, DeploymentContext surroundings)
            throws ReleaseFailedException, InterruptedException {
        return Results.of(commands.rollback(stack, release, choice()));
    }

    /** A task that an older version stored has none. */
    private SchemaChoice choice() {
        return switch (schema == null ? "" : schema) {
            case "", "undo" -> SchemaChoice.UNDO;
            case "leave" -> SchemaChoice.LEAVE;
            default ->
                throw new InvalidRequestException(
                        List.of("swarmRollback: 'schema' is undo or leave, not '" + schema + "'"));
        };
    }

    @Override
    public ReleaseFailedException recover(Namespace stack, StackCommands commands, DeploymentContext surroundings)
            throws InterruptedException {
        return commands.recover(stack);
    }
}
