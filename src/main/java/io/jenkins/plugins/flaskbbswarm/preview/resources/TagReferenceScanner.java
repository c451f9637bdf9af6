package io.jenkins.plugins.flaskbbswarm.preview.resources;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.release.StoredJson;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out who in the swarm needs which image: services, other previews, and the releases that are kept. */
final class TagReferenceScanner {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Map<ImageReference, String> tags = new HashMap<>();
    private final Map<Digest, String> digests = new HashMap<>();
    private final Engine engine;
    private final Namespace ending;

    /** @param ending whose stack does not count */
    TagReferenceScanner(Engine engine, Namespace ending) {
        this.engine = engine;
        this.ending = ending;
    }

    TagReferences needs() throws InterruptedException {
        for (JsonNode service : engine.services().list(Filters.none())) {
            if (isOfAnother(service)) {
                note(service);
            }
        }
        for (JsonNode release : engine.configs().list(Filters.label(Labels.RELEASE))) {
            if (isOfAnother(release)) {
                noteRelease(release.path("Spec"));
            }
        }
        new Leases(engine)
                .all().stream()
                        .map(Lease::preview)
                        .filter(preview -> !preview.stack().equals(ending))
                        .filter(preview -> preview.state() != Preview.State.CLOSING)
                        .forEach(preview -> preview.tags().forEach(tag -> tags.put(tag, "the preview " + preview)));
        return new TagReferences(tags, digests);
    }

    private boolean isOfAnother(JsonNode object) {
        return !object.at("/Spec/Labels").path(Namespace.LABEL).asText().equals(ending.name());
    }

    private void note(JsonNode service) {
        String user = "the service " + service.at("/Spec/Name").asText();
        image(service.at("/Spec/TaskTemplate/ContainerSpec/Image").asText()).ifPresent(image -> {
            image.digest().ifPresent(digest -> digests.put(digest, user));
            image.tag().ifPresent(tag -> tags.put(image.withTag(tag), user));
        });
    }

    private static Optional<ImageReference> image(String text) {
        try {
            return Optional.of(ImageReference.parse(text).withDefaultTag());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Its specs name images in several places, and each of them counts. */
    private void noteRelease(JsonNode spec) {
        String name = spec.path("Name").asText();
        DIGEST.matcher(StoredJson.text(spec))
                .results()
                .forEach(found -> digests.putIfAbsent(new Digest(found.group()), "the release " + name));
    }
}
