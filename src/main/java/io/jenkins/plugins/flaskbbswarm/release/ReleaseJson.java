package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A release as JSON and back. */
public final class ReleaseJson {
    private ReleaseJson() {}

    public static ObjectNode write(Release release) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("number", release.number());
        json.put("time", release.time());
        json.put("by", release.by());
        json.put("outcome", release.outcome().name());
        json.put("message", release.message());
        json.set("services", bodies(release.services()));
        json.set("networks", bodies(release.networks()));
        release.migration().ifPresent(migration -> {
            ObjectNode migrated = json.putObject("migration").put("job", migration.job());
            migration.log().forEach(migrated.putArray("log")::add);
            migration.schema().ifPresent(schema -> migrated.set("schema", schema(schema)));
        });
        if (!release.dropped().services().isEmpty()) {
            json.set("dropped", DroppedJson.write(release.dropped()));
        }
        return json;
    }

    /**
     * Reads the release that a config holds.
     *
     * @throws StoredFormatException if it holds something else
     */
    static Release of(JsonNode spec) {
        return StoredJson.read(spec, ReleaseJson::read);
    }

    private static Release read(JsonNode json) {
        return new Release(
                json.path("number").asInt(),
                json.path("time").asText(),
                json.path("by").asText(),
                Release.Outcome.valueOf(json.path("outcome").asText()),
                json.path("message").asText(),
                bodies(json.path("services")),
                bodies(json.path("networks")),
                Optional.of(json.path("migration")).filter(JsonNode::isObject).map(ReleaseJson::migrated),
                DroppedJson.read(json.path("dropped")));
    }

    static ObjectNode bodies(Map<String, ObjectNode> bodies) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        bodies.forEach(json::set);
        return json;
    }

    static SortedMap<String, ObjectNode> bodies(JsonNode json) {
        SortedMap<String, ObjectNode> bodies = new TreeMap<>();
        json.properties().forEach(entry -> bodies.put(entry.getKey(), (ObjectNode) entry.getValue()));
        return bodies;
    }

    private static Release.Migrated migrated(JsonNode json) {
        return new Release.Migrated(
                json.path("job").asText(),
                words(json.path("log")),
                Optional.of(json.path("schema")).filter(JsonNode::isObject).map(ReleaseJson::schema));
    }

    private static ObjectNode schema(Release.Schema schema) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("before", schema.before())
                .put("after", schema.after())
                .put("compatible", schema.compatible())
                .put("service", schema.service())
                .put("timeout", schema.timeout().toMillis());
        schema.command().forEach(json.putArray("command")::add);
        schema.undo().forEach(json.putArray("undo")::add);
        return json;
    }

    private static Release.Schema schema(JsonNode json) {
        return new Release.Schema(
                json.path("before").asText(),
                json.path("after").asText(),
                json.path("compatible").asBoolean(),
                json.path("service").asText(),
                words(json.path("command")),
                words(json.path("undo")),
                Duration.ofMillis(json.path("timeout").asLong()));
    }

    private static List<String> words(JsonNode json) {
        List<String> words = new ArrayList<>();
        json.forEach(word -> words.add(word.asText()));
        return words;
    }
}
