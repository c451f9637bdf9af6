package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;

/** The containers on this engine's own machine, which is where the output of health checks is. */
public final class Containers {
    private final Caller caller;

    Containers(Caller caller) {
        this.caller = caller;
    }

    /** One container; those of tasks on other nodes are not to be found here. */
    public Optional<JsonNode> inspect(String id) throws InterruptedException {
        return caller.find(Request.get("containers", id, "json"));
    }
}
