package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** The nodes of the swarm. Each method throws {@link EngineException}. */
public final class Nodes {
    private final Caller caller;

    Nodes(Caller caller) {
        this.caller = caller;
    }

    public List<JsonNode> list() throws InterruptedException {
        return caller.list(Request.get("nodes"), AnswerShape.NODE);
    }

    /** One node by identifier or name; {@code self} is the engine's own. */
    public Optional<JsonNode> inspect(String idOrName) throws InterruptedException {
        return caller.find(Request.get("nodes", idOrName), AnswerShape.NODE);
    }

    /** Replaces a node's spec: labels, role, availability. */
    public void update(String id, long version, ObjectNode spec) throws InterruptedException {
        caller.send(Request.post("nodes", id, "update")
                .with("version", Long.toUnsignedString(version))
                .with(spec));
    }
}
