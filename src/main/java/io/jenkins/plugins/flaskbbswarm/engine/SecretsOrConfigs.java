package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * The secrets or the configs of the swarm, which the engine treats alike. Their data ({@code Spec.Data}, base64) cannot
 * be changed, only their labels; that of a secret cannot be read. Each method throws {@link EngineException}.
 */
public final class SecretsOrConfigs {
    private final Caller caller;
    private final String kind;

    /** @param kind {@code secrets} or {@code configs} */
    SecretsOrConfigs(Caller caller, String kind) {
        this.caller = caller;
        this.kind = kind;
    }

    public List<JsonNode> list(Filters filters) throws InterruptedException {
        return caller.list(Request.get(kind).with(filters), AnswerShape.OBJECT);
    }

    /** One object by identifier or name. */
    public Optional<JsonNode> inspect(String idOrName) throws InterruptedException {
        return caller.find(Request.get(kind, idOrName), AnswerShape.OBJECT);
    }

    /**
     * Makes an object ({@code Name}, {@code Labels}, {@code Data}).
     *
     * @return its identifier
     * @throws EngineException also if the name is taken ({@link EngineException#isConflict()})
     */
    public String create(ObjectNode spec) throws InterruptedException {
        return caller.json(Request.post(kind, "create").with(spec), AnswerShape.CREATED)
                .path("ID")
                .asText();
    }

    /**
     * Replaces an object's labels.
     *
     * @param version {@code Version.Index} of the object that {@code spec} was made from
     */
    public void update(String id, long version, ObjectNode spec) throws InterruptedException {
        caller.send(Request.post(kind, id, "update")
                .with("version", Long.toUnsignedString(version))
                .with(spec));
    }

    /** Removes an object; one that is not there is fine. */
    public void remove(String id) throws InterruptedException {
        caller.remove(Request.delete(kind, id));
    }

    /**
     * The content of a config.
     *
     * @return empty if there is no such config
     */
    public Optional<byte[]> data(String idOrName) throws InterruptedException {
        return inspect(idOrName).map(object -> Json.bytes(object.at("/Spec/Data")));
    }
}
