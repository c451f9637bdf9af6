package io.jenkins.plugins.flaskbbswarm.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A change of a database's schema that no release has recorded yet: written to the swarm before its job begins, removed
 * when the release is recorded or the schema is back. Whoever finds it knows what the schema was and how to get back.
 *
 * @param release the number that the run would record; once that release is there, the change belongs to it
 * @param job fingerprint of the job that changes the schema
 * @param token what the schema was before, as {@code state} printed it; empty if there is no {@code state}
 * @param back the job that brings the schema back
 * @param stage how far it came
 */
public record SchemaChange(int release, String job, String token, Back back, Stage stage) {
    /** How far a change of the schema came. */
    public enum Stage {
        /** Its job was about to begin: it may have done nothing, a part, or all. */
        BEGUN,
        /** Its job has completed. */
        MIGRATED,
        /** The schema is on its way back. */
        UNDOING
    }

    /**
     * The job that brings the schema back.
     *
     * @param kind {@code undo} keeps what users wrote since; {@code restore} loses it; {@code migration} goes forward
     *     again
     * @param name of its service
     * @param body of its service, with the token and the backup in its environment
     * @param backup that it restores; empty if it restores none
     */
    public record Back(String kind, String name, ObjectNode body, Duration timeout, String backup) {
        /** Whether what was written since is lost. */
        public boolean losesData() {
            return kind.equals("restore");
        }

        /** What it runs, for a person who has to do so by hand. */
        public String command() {
            JsonNode container = body.at("/TaskTemplate/ContainerSpec");
            JsonNode words = container.path("Args").isEmpty() ? container.path("Command") : container.path("Args");
            String all = StreamSupport.stream(words.spliterator(), false)
                    .map(JsonNode::asText)
                    .reduce((one, other) -> one + " " + other)
                    .orElse("");
            return all.lines().count() > 1 ? "(built in) pg_restore" : all;
        }

        /** The image that it runs in. */
        public String image() {
            return body.at("/TaskTemplate/ContainerSpec/Image").asText();
        }
    }

    /** The name of the config that keeps it. */
    public static String configName(Namespace stack) {
        return stack.scope("schema");
    }

    /** That among a swarm's configs, unless a release has recorded it. */
    public static Optional<SchemaChange> in(Namespace stack, Collection<JsonNode> configs, Releases releases) {
        return configs.stream()
                .filter(config -> Releases.belongs(stack, config))
                .filter(config -> config.at("/Spec/Labels").has(Labels.SCHEMA))
                .findFirst()
                .map(config -> of(config.path("Spec")))
                .filter(change -> releases.number(change.release()).isEmpty());
    }

    /** The same in another stage. */
    public SchemaChange at(Stage other) {
        return new SchemaChange(release, job, token, back, other);
    }

    ObjectNode spec(Namespace stack) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("Name", configName(stack));
        spec.putObject("Labels")
                .put(Namespace.LABEL, stack.name())
                .put(Labels.SCHEMA, stage.name().toLowerCase(Locale.ROOT));
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("release", release)
                .put("job", job)
                .put("token", token);
        json.putObject("back")
                .put("kind", back.kind())
                .put("name", back.name())
                .put("timeout", back.timeout().toMillis())
                .put("backup", back.backup())
                .set("body", back.body());
        return spec.put("Data", StoredJson.write(json));
    }

    /**
     * One that was stored.
     *
     * @throws StoredFormatException if the config holds something else
     */
    public static SchemaChange of(JsonNode spec) {
        String stage = spec.at("/Labels").path(Labels.SCHEMA).asText();
        return StoredJson.read(spec, json -> of(json, Stage.valueOf(stage.toUpperCase(Locale.ROOT))));
    }

    private static SchemaChange of(JsonNode json, Stage stage) {
        JsonNode back = json.path("back");
        return new SchemaChange(
                json.path("release").asInt(),
                json.path("job").asText(),
                json.path("token").asText(),
                new Back(
                        back.path("kind").asText(),
                        back.path("name").asText(),
                        (ObjectNode) back.path("body"),
                        Duration.ofMillis(back.path("timeout").asLong()),
                        back.path("backup").asText()),
                stage);
    }
}
