package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** The tasks of the swarm's services. Each method throws {@link EngineException}. */
public final class Tasks {
    private final Caller caller;

    Tasks(Caller caller) {
        this.caller = caller;
    }

    /**
     * Tasks, finished ones too as long as the swarm remembers them.
     *
     * @throws EngineException also if {@code filters} name a service that does not exist (any more):
     *     {@link EngineException#isNotFound()}
     */
    public List<JsonNode> list(Filters filters) throws InterruptedException {
        return caller.list(Request.get("tasks").with(filters), AnswerShape.TASK);
    }

    /** One task. */
    public Optional<JsonNode> inspect(String id) throws InterruptedException {
        return caller.find(Request.get("tasks", id), AnswerShape.TASK);
    }

    /** Reads what one task printed. */
    public LogStream logs(String id, LogOptions options) throws InterruptedException {
        boolean terminal = inspect(id)
                .map(task -> task.at("/Spec/ContainerSpec/TTY").asBoolean())
                .orElse(false);
        return caller.logs(Request.get("tasks", id, "logs"), options, terminal);
    }
}
