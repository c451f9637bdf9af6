package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.images.BuildInputs;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From which base images and dependencies the images of a release were built, as a label of the config that keeps the
 * release: labels can be added when the release is over, and go with it.
 */
final class BuildInputStore {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Engine engine;
    private final Namespace stack;

    BuildInputStore(Engine engine, Namespace stack) {
        this.engine = engine;
        this.stack = stack;
    }

    /** By the key of the image; empty if nobody has compared them since that release. */
    Optional<SortedMap<String, BuildInputs>> of(int release) throws InterruptedException {
        return config(release)
                .map(config ->
                        config.at("/Spec/Labels").path(Labels.BUILD_INPUTS).asText())
                .filter(text -> !text.isEmpty())
                .map(BuildInputStore::read);
    }

    /** Writes only what is not there yet. */
    void remember(int release, Map<String, BuildInputs> inputs) throws InterruptedException {
        String text = write(inputs);
        Optional<JsonNode> config = config(release);
        if (config.isEmpty()
                || text.equals(config.get()
                        .at("/Spec/Labels")
                        .path(Labels.BUILD_INPUTS)
                        .asText())) {
            return;
        }
        ObjectNode spec = config.get().path("Spec").deepCopy();
        spec.withObject("/Labels").put(Labels.BUILD_INPUTS, text);
        engine.configs()
                .update(
                        config.get().path("ID").asText(),
                        config.get().at("/Version/Index").asLong(),
                        spec);
    }

    private Optional<JsonNode> config(int release) throws InterruptedException {
        return engine.configs().inspect(stack.scope("release-" + release));
    }

    private static String write(Map<String, BuildInputs> inputs) {
        ObjectNode json = MAPPER.createObjectNode();
        new TreeMap<>(inputs).forEach((key, one) -> {
            ObjectNode image = json.putObject(key).put("locks", one.locks());
            ObjectNode bases = image.putObject("bases");
            one.bases().forEach(bases::put);
        });
        return json.toString();
    }

    private static SortedMap<String, BuildInputs> read(String text) {
        SortedMap<String, BuildInputs> inputs = new TreeMap<>();
        try {
            MAPPER.readTree(text).properties().forEach(image -> {
                SortedMap<String, String> bases = new TreeMap<>();
                image.getValue()
                        .path("bases")
                        .properties()
                        .forEach(
                                base -> bases.put(base.getKey(), base.getValue().asText()));
                inputs.put(
                        image.getKey(),
                        new BuildInputs(bases, image.getValue().path("locks").asText()));
            });
            return inputs;
        } catch (JsonProcessingException e) {
            return inputs;
        }
    }
}
