package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** The volumes of the engine's own node; those of other nodes are theirs. Each method throws {@link EngineException}. */
public final class Volumes {
    private final Caller caller;

    Volumes(Caller caller) {
        this.caller = caller;
    }

    public List<JsonNode> list(Filters filters) throws InterruptedException {
        List<JsonNode> volumes = new ArrayList<>();
        caller.json(Request.get("volumes").with(filters), AnswerShape.VOLUMES)
                .path("Volumes")
                .forEach(volumes::add);
        return volumes;
    }

    /**
     * Removes a volume; one that is not there is fine.
     *
     * @throws EngineException also while a container has it, be it one that has ended
     */
    public void remove(String name) throws InterruptedException {
        caller.remove(Request.delete("volumes", name));
    }
}
