package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;

/** The engine itself. */
public final class EngineSystem {
    private final Caller caller;

    EngineSystem(Caller caller) {
        this.caller = caller;
    }

    /** State of the engine and of its part in the swarm ({@code Swarm.LocalNodeState}, {@code Swarm.ControlAvailable}…). */
    public JsonNode info() throws InterruptedException {
        return caller.json(Request.get("info").asSlow(), AnswerShape.SYSTEM);
    }

    public JsonNode version() throws InterruptedException {
        return caller.json(Request.get("version").asSlow(), AnswerShape.SYSTEM);
    }
}
