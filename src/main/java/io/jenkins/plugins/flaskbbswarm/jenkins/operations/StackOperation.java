package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailed;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** Something that is done to a stack as it is. */
public record StackOperation(EngineData engine, String stack, Task task) implements Operation {
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
            return task.run(new Namespace(stack), commands, surroundings);
        }
    }

    @Override
    public ReleaseFailed recover(Path directory, Surroundings surroundings) throws InterruptedException {
        try (StackCommands commands = StackCommands.open(engine.engine(), surroundings)) {
            return task.recover(new Namespace(stack), commands, surroundings);
        }
    }
}
