package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** The containers on this engine's own machine, which is where the output of health checks is. */
public final class Containers {
    private final Caller caller;

    Containers(Caller caller) {
        this.caller = caller;
    }

    /** One container; those of tasks on other nodes are not to be found here. */
    public Optional<JsonNode> inspect(String id) throws InterruptedException {
        return caller.find(Request.get("containers", id, "json"), AnswerShape.CONTAINER);
    }

    /** Those that have ended. */
    public List<JsonNode> ended(Filters filters) throws InterruptedException {
        return caller.list(
                Request.get("containers", "json")
                        .with("all", "true")
                        .with(filters.and("status", "exited", "dead", "created")),
                AnswerShape.CONTAINER);
    }

    /** Removes one that has ended; one that is not there is fine. */
    public void remove(String id) throws InterruptedException {
        caller.remove(Request.delete("containers", id));
    }
}
