package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What an engine's answer looks like as far as anybody here reads it: checked once, where it comes in, so that nobody
 * behind meets a list where an object belongs. Fields may be absent or null unless they end in an exclamation mark;
 * those that are not named may be anything.
 */
enum AnswerShape {
    SERVICE("""
            ID text!
            Version.Index number
            CreatedAt text
            ServiceStatus object
            JobStatus object
            UpdateStatus object
            UpdateStatus.State text
            UpdateStatus.Message text
            Spec object!
            Spec.Name text!
            Spec.Labels map
            Spec.Mode object
            Spec.Mode.Replicated object
            Spec.Mode.Replicated.Replicas number
            Spec.Mode.Global object
            Spec.Mode.ReplicatedJob object
            Spec.Mode.GlobalJob object
            Spec.UpdateConfig object
            Spec.RollbackConfig object
            Spec.EndpointSpec object
            Spec.EndpointSpec.Ports objects
            Spec.Networks objects
            Spec.TaskTemplate object!
            """ + Parts.template("Spec.TaskTemplate")),
    TASK("""
            ID text!
            ServiceID text
            NodeID text
            Slot number
            DesiredState text
            CreatedAt time!
            Status object!
            Status.State text
            Status.Err text
            Status.Message text
            Status.ContainerStatus object
            NetworksAttachments objects
            Spec object!
            """ + Parts.template("Spec")),
    NODE("""
            ID text!
            Version.Index number
            Spec object
            Spec.Labels map
            Description object
            Description.Hostname text
            Description.Platform object
            Description.Resources object
            Description.Engine object
            Description.Engine.Labels map
            Description.Engine.Plugins objects
            Status object
            """),
    NETWORK("""
            Id text!
            Name text!
            Driver text
            Scope text
            Labels map
            Options map
            IPAM object
            IPAM.Config objects
            Containers object
            """),
    OBJECT("""
            ID text!
            Version.Index number
            CreatedAt text
            Spec object!
            Spec.Name text!
            Spec.Labels map
            Spec.Data text
            """),
    VOLUMES("""
            Volumes objects
            """),
    IMAGE("""
            Id text!
            RepoTags texts
            RepoDigests texts
            Config object
            Config.Labels map
            """),
    CONTAINER("""
            Id text
            Labels map
            """),
    DISTRIBUTION("""
            Descriptor object!
            Descriptor.digest digest!
            Platforms objects
            """),
    SYSTEM("""
            Swarm object
            """),
    CREATED("""
            ID text!
            Warnings texts
            """),
    CREATED_NETWORK("""
            Id text!
            """),
    WARNINGS("""
            Warnings texts
            """);

    private final List<Rule> rules;

    AnswerShape(String rules) {
        this.rules = rules.lines().map(Rule::parse).toList();
    }

    /** What is wrong with an answer, for people; empty if nothing is. Engines may leave out one with warnings only. */
    Optional<String> complaint(JsonNode answer) {
        if (this == WARNINGS && (answer.isMissingNode() || answer.isNull())) {
            return Optional.empty();
        }
        if (!answer.isObject()) {
            return Optional.of("it is not an object");
        }
        return rules.stream()
                .filter(rule -> !rule.holds(answer))
                .map(rule -> "its " + rule.path() + " is not " + rule.type().words)
                .findFirst();
    }

    /** @param pointer compiled once, since lists are long */
    private record Rule(String path, JsonPointer pointer, Type type, boolean required) {
        static Rule parse(String line) {
            String[] words = line.split(" ");
            boolean required = words[1].endsWith("!");
            String type = required ? words[1].substring(0, words[1].length() - 1) : words[1];
            return new Rule(
                    words[0],
                    JsonPointer.compile("/" + words[0].replace('.', '/')),
                    Type.valueOf(type.toUpperCase(Locale.ROOT)),
                    required);
        }

        boolean holds(JsonNode answer) {
            JsonNode value = answer.at(pointer);
            return value.isMissingNode() || value.isNull() ? !required : type.test.test(value);
        }
    }

    private enum Type {
        OBJECT("an object", JsonNode::isObject),
        OBJECTS("a list of objects", value -> isListOf(value, JsonNode::isObject)),
        TEXT("a text", JsonNode::isTextual),
        TEXTS("a list of texts", value -> isListOf(value, JsonNode::isTextual)),
        MAP("an object of texts", Type::isMap),
        NUMBER("a number", JsonNode::isNumber),
        TIME("a time", Type::isTime),
        DIGEST("a digest", value -> PushDigest.isDigest(value.asText()));

        private final String words;
        private final Predicate<JsonNode> test;

        Type(String words, Predicate<JsonNode> test) {
            this.words = words;
            this.test = test;
        }

        private static boolean isListOf(JsonNode value, Predicate<JsonNode> element) {
            if (!value.isArray()) {
                return false;
            }
            for (JsonNode each : value) {
                if (!element.test(each)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isMap(JsonNode value) {
            return value.isObject()
                    && value.properties().stream()
                            .allMatch(entry -> entry.getValue().isTextual());
        }

        private static boolean isTime(JsonNode value) {
            try {
                return value.isTextual()
                        && Instant.parse(value.asText()).getEpochSecond() >= Instant.MIN.getEpochSecond();
            } catch (DateTimeException e) {
                return false;
            }
        }
    }

    /** What several answers have. */
    private static final class Parts {
        /** Of a service's tasks, or of one task. */
        static String template(String path) {
            return """
                    ContainerSpec object
                    ContainerSpec.Image text
                    ContainerSpec.Hostname text
                    ContainerSpec.Labels map
                    ContainerSpec.Env texts
                    ContainerSpec.Command texts
                    ContainerSpec.Args texts
                    ContainerSpec.Secrets objects
                    ContainerSpec.Configs objects
                    ContainerSpec.Mounts objects
                    ContainerSpec.Privileges object
                    ContainerSpec.Healthcheck object
                    Networks objects
                    Placement object
                    Placement.Constraints texts
                    Placement.Preferences objects
                    Placement.Platforms objects
                    RestartPolicy object
                    Resources object
                    Resources.Limits object
                    Resources.Reservations object
                    LogDriver object
                    LogDriver.Options map
                    """.lines().map(line -> path + "." + line + "\n").collect(Collectors.joining());
        }
    }
}
