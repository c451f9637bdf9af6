package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.LoginChoice;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailed;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
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
        LinkedHashMap<String, Object> run(Namespace stack, StackCommands commands, Surroundings surroundings)
                throws ReleaseFailed, InterruptedException;

        /** As {@link Operation#recover}. */
        default ReleaseFailed recover(Namespace stack, StackCommands commands, Surroundings surroundings)
                throws InterruptedException {
            return ReleaseFailed.before(surroundings.memory().progress());
        }
    }

    @Override
    public LinkedHashMap<String, Object> run(Path directory, Surroundings surroundings)
            throws ReleaseFailed, InterruptedException {
        try (StackCommands commands = StackCommands.open(engine.engine(), surroundings)) {
            return task.run(new Namespace(stack), withLogin(commands), surroundings);
        }
    }

    @Override
    public ReleaseFailed recover(Path directory, Surroundings surroundings) throws InterruptedException {
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
