package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/** The services of the swarm. Each method throws {@link EngineException}. */
public final class Services {
    private final Caller caller;

    Services(Caller caller) {
        this.caller = caller;
    }

    /** Services with their {@code ServiceStatus} (running, desired and completed tasks). */
    public List<JsonNode> list(Filters filters) throws InterruptedException {
        return caller.list(Request.get("services").with(filters).with("status", "true"), AnswerShape.SERVICE);
    }

    /** One service by identifier or name, as the engine holds it: without the defaults that it would fill in. */
    public Optional<JsonNode> inspect(String idOrName) throws InterruptedException {
        return caller.find(Request.get("services", idOrName), AnswerShape.SERVICE);
    }

    /**
     * Makes a service.
     *
     * @param auth passed on to the nodes that pull its image
     */
    public Created create(ObjectNode spec, Optional<RegistryAuth> auth) throws InterruptedException {
        JsonNode answer =
                caller.json(Request.post("services", "create").with(spec).with(auth), AnswerShape.CREATED);
        return new Created(answer.path("ID").asText(), EngineWarnings.of(answer));
    }

    /**
     * Replaces a service's spec. Even one that changes nothing re-runs a job and forgets the previous spec.
     *
     * @param version {@code Version.Index} of the service that {@code spec} was made from
     * @param auth the engine keeps the one of the spec before if there is none
     * @return the engine's warnings
     * @throws EngineException also if somebody else updated it since ({@link EngineException#isOutOfSequence()})
     */
    public List<String> update(String id, long version, ObjectNode spec, Optional<RegistryAuth> auth)
            throws InterruptedException {
        return EngineWarnings.of(caller.json(
                Request.post("services", id, "update")
                        .with("version", Long.toUnsignedString(version))
                        .with(spec)
                        .with(auth),
                AnswerShape.WARNINGS));
    }

    /** Removes a service; one that is not there is fine. Its tasks take a while to stop; those of a job are left running. */
    public void remove(String id) throws InterruptedException {
        caller.remove(Request.delete("services", id));
    }

    /** Reads the log of all its tasks. */
    public LogStream logs(String id, LogOptions options) throws InterruptedException {
        boolean terminal = inspect(id)
                .map(service ->
                        service.at("/Spec/TaskTemplate/ContainerSpec/TTY").asBoolean())
                .orElse(false);
        return caller.logs(Request.get("services", id, "logs"), options, terminal);
    }
}
