package io.jenkins.plugins.flaskbbswarm.fakeengine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;

/** An object of the swarm: identifier, version, spec, and what else its kind shows. */
final class Entity {
    private final String id;
    private final Instant created = Instant.now();
    private final ObjectNode extra = JsonNodeFactory.instance.objectNode();
    private Instant updated = created;
    private ObjectNode spec;
    private long version;

    Entity(String id, ObjectNode spec, long version) {
        this.id = id;
        this.spec = spec;
        this.version = version;
    }

    String id() {
        return id;
    }

    long version() {
        return version;
    }

    ObjectNode spec() {
        return spec;
    }

    String name() {
        return spec.path("Name").asText(extra.at("/Description/Hostname").asText());
    }

    /** Fields beside {@code Spec}, shown as they are. */
    ObjectNode extra() {
        return extra;
    }

    void replace(ObjectNode newSpec) {
        spec = newSpec;
    }

    void touch(long newVersion) {
        version = newVersion;
        updated = Instant.now();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("ID", id);
        json.putObject("Version").put("Index", version);
        json.put("CreatedAt", created.toString()).put("UpdatedAt", updated.toString());
        json.set("Spec", spec.deepCopy());
        json.setAll(extra.deepCopy());
        return json;
    }
}
