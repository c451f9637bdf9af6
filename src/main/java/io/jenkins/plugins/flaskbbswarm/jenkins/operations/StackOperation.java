package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.LoginChoice;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryData;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Something that is done to a stack as it is.
 *
 * @param registry the login that earlier images are pulled with; at most one
 */
public record StackOperation(EngineData engine, ArrayList<RegistryData> registry, String stack, Task task)
        implements Operation {
    /** What is done. */
    public interface Task extends Serializable {
        LinkedHashMap<String, Object> run(Namespace stack, StackCommands commands, DeploymentContext surroundings)
                throws ReleaseFailedException, InterruptedException;

        /** As {@link Operation#recover}. */
        default ReleaseFailedException recover(Namespace stack, StackCommands commands, DeploymentContext surroundings)
                throws InterruptedException {
            return ReleaseFailedException.before(surroundings.memory().progress());
        }
    }

    @Override
    public LinkedHashMap<String, Object> run(Path directory, DeploymentContext surroundings)
            throws ReleaseFailedException, InterruptedException {
        try (StackCommands commands = StackCommands.open(engine.engine(), surroundings)) {
            return task.run(new Namespace(stack), withLogin(commands), surroundings);
        }
    }

    @Override
    public ReleaseFailedException recover(Path directory, DeploymentContext surroundings) throws InterruptedException {
        try (StackCommands commands = StackCommands.open(engine.engine(), surroundings)) {
            return task.recover(new Namespace(stack), withLogin(commands), surroundings);
        }
    }

    private StackCommands withLogin(StackCommands commands) {
        return registry.stream()
                .findFirst()
                .map(login -> commands.with(new LoginChoice(Optional.of(login.registry()), false)))
                .orElse(commands);
    }
}
