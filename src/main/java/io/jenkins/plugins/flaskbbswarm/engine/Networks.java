package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** The networks that the engine knows, its own and the swarm's. Each method throws {@link EngineException}. */
public final class Networks {
    private final Caller caller;

    Networks(Caller caller) {
        this.caller = caller;
    }

    public List<JsonNode> list(Filters filters) throws InterruptedException {
        return caller.list(Request.get("networks").with(filters), AnswerShape.NETWORK);
    }

    /** One network by identifier or name. */
    public Optional<JsonNode> inspect(String idOrName) throws InterruptedException {
        return caller.find(Request.get("networks", idOrName), AnswerShape.NETWORK);
    }

    /** The swarm's network of that name, which it does not list where each node has one of its own: {@code host}. */
    public Optional<JsonNode> inspectOfSwarm(String name) throws InterruptedException {
        return caller.find(Request.get("networks", name).with("scope", "swarm"), AnswerShape.NETWORK);
    }

    /**
     * Makes a network ({@code Name}, {@code Driver}, {@code Labels}…).
     *
     * @return its identifier
     */
    public String create(ObjectNode network) throws InterruptedException {
        return caller.json(Request.post("networks", "create").with(network), AnswerShape.CREATED_NETWORK)
                .path("Id")
                .asText();
    }

    /** Removes a network; one that is not there is fine. */
    public void remove(String id) throws InterruptedException {
        caller.remove(Request.delete("networks", id));
    }
}
