package io.jenkins.plugins.flaskbbswarm.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.FileReader;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.convert.StackConverter;
import io.jenkins.plugins.flaskbbswarm.convert.StackRequests;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Our side of a comparison, and the form in which both sides are compared. */
final class Ours {
    static final FileReader DISK = (file, limit) -> Files.readAllBytes(file);

    private Ours() {}

    static LoadedStack load(Mode mode, List<Path> files) {
        List<ComposeSource> sources = files.stream().map(ComposeSource::file).toList();
        return ComposeLoader.load(sources, Variables.of(Reference.VARIABLES), mode, DISK);
    }

    /** What we would send, as name to comparable body. */
    static Map<String, JsonNode> requests(List<Path> files, String stack) {
        return requests(Mode.COMPATIBLE, files, stack);
    }

    static Map<String, JsonNode> requests(Mode mode, List<Path> files, String stack) {
        Map<String, JsonNode> requests = new TreeMap<>();
        var desired =
                StackConverter.convert(new Namespace(stack), load(mode, files).stack());
        for (JsonNode request : StackRequests.of(desired)) {
            put(requests, request.get("path").asText(), request.get("body"));
        }
        return requests;
    }

    /** What the reference sent, likewise: ids become names, and the data of a secret its length. */
    static Map<String, JsonNode> comparable(List<RecordingEngine.Request> created) {
        Map<String, JsonNode> requests = new TreeMap<>();
        for (RecordingEngine.Request request : created) {
            JsonNode body = withoutIds(request.body());
            if (request.path().equals("/secrets/create") && body.has("Data")) {
                int length = Base64.getDecoder().decode(body.get("Data").asText()).length;
                body = ((ObjectNode) body).put("Data", length);
            }
            put(requests, request.path(), body);
        }
        return requests;
    }

    private static void put(Map<String, JsonNode> requests, String path, JsonNode body) {
        String name = path.split("/")[1] + " " + body.get("Name").asText();
        if (requests.put(name, body) != null) {
            throw new AssertionError(name + " is created twice");
        }
    }

    /** The reference leaves several uses of one secret in the order of a Go map, which is none. */
    private static JsonNode sorted(JsonNode uses) {
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        StreamSupport.stream(uses.spliterator(), false)
                .sorted(Comparator.comparing(
                                (JsonNode use) -> use.path("SecretName").asText()
                                        + use.path("ConfigName").asText())
                        .thenComparing(use -> use.has("Runtime"))
                        .thenComparing(use -> use.at("/File/Name").asText()))
                .forEach(sorted::add);
        return sorted;
    }

    private static JsonNode withoutIds(JsonNode node) {
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> {
                JsonNode value = withoutIds(field.getValue());
                if (field.getKey().matches("Secrets|Configs")) {
                    object.set(field.getKey(), sorted(value));
                } else if (!field.getKey().matches("SecretID|ConfigID")) {
                    object.set(field.getKey(), value);
                }
            });
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(withoutIds(item)));
            return array;
        }
        boolean id = node.isTextual() && node.asText().startsWith("id-");
        return id ? JsonNodeFactory.instance.textNode(node.asText().substring(3)) : node;
    }
}
