package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.convert.PinnedSpecs;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.BuildDecision;
import io.jenkins.plugins.flaskbbswarm.images.BuiltImage;
import io.jenkins.plugins.flaskbbswarm.images.ImageBuild;
import io.jenkins.plugins.flaskbbswarm.images.ImageBuilder;
import io.jenkins.plugins.flaskbbswarm.images.ImageResolver;
import io.jenkins.plugins.flaskbbswarm.images.LocalImage;
import io.jenkins.plugins.flaskbbswarm.images.Resolution;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.PinnedImage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds and pushes the images of a deployment, and holds each service to the digest of what it is to run. */
final class DeploymentImages {
    private final Engine engine;
    private final Engine builder;
    private final RegistryLogins logins;
    private final EventSink events;
    private final DeploymentPolicy terms;
    private final Map<ImageReference, ImageReference> pinned = new HashMap<>();
    private final Map<DeployConfig.Image, LocalImage> built = new LinkedHashMap<>();

    DeploymentImages(Engine engine, RegistryLogins logins, EventSink events) {
        this(engine, engine, logins, events, DeploymentPolicy.NONE);
    }

    /** @param builder builds and pushes; the other one is asked what registries have, as nodes would be */
    DeploymentImages(Engine engine, Engine builder, RegistryLogins logins, EventSink events, DeploymentPolicy terms) {
        this.engine = engine;
        this.builder = builder;
        this.logins = logins;
        this.events = events;
        this.terms = terms;
    }

    /** Builds what the registry does not hold, and returns in a few words what that took. */
    String build(List<DeployConfig.Image> wanted) throws InterruptedException {
        ImageBuilder images = new ImageBuilder(builder, logins, events);
        for (DeployConfig.Image image : wanted) {
            LocalImage local = images.build(images.decide(visible(image)));
            if (local.built()) {
                terms.builtImage().accept(image.key(), configuration(local));
            }
            built.put(image, local);
        }
        long count = built.values().stream().filter(LocalImage::built).count();
        return count == 0 ? "unchanged: nothing built" : count + " of " + wanted.size() + " built";
    }

    /** An image that was removed meanwhile cannot be checked, so it is refused. */
    private JsonNode configuration(LocalImage image) throws InterruptedException {
        return builder.images()
                .inspect(image.mark().familiar())
                .map(found -> found.path("Config"))
                .orElseThrow(() -> new InvalidRequestException(
                        List.of("The image " + image.mark().familiar()
                                + " was removed from the engine right after it was built; build it again when nothing else removes"
                                + " images there")));
    }

    /** Pushes what was built, and returns in a few words what that took. */
    String push() throws InterruptedException {
        int pushed = 0;
        for (Map.Entry<DeployConfig.Image, LocalImage> image : built.entrySet()) {
            BuiltImage done = new ImageBuilder(builder, logins, events).push(image.getValue());
            pushed += done.pushed().isEmpty() ? 0 : 1;
            remember(image.getKey(), done.pinned().digest());
        }
        return pushed == 0 ? "unchanged: nothing pushed" : pushed + " of " + built.size() + " pushed";
    }

    /** Which images were built, and which were not. */
    SortedMap<String, String> built() {
        SortedMap<String, String> what = new TreeMap<>();
        built.forEach((image, local) -> what.put(image.key(), local.built() ? "built" : "unchanged"));
        return what;
    }

    /** The pushed images as services run them. */
    SortedMap<String, String> digests() {
        SortedMap<String, String> digests = new TreeMap<>();
        for (DeployConfig.Image image : built.keySet()) {
            ImageReference released =
                    ImageReference.parse(image.name()).withTag(image.tags().get(0));
            digests.put(image.key(), pinned.get(released).familiar());
        }
        return digests;
    }

    /** Which images would have to be built, as {@code name: reason}; the others' digests are known from now on. */
    List<String> look(List<DeployConfig.Image> images) throws InterruptedException {
        List<String> unbuilt = new ArrayList<>();
        for (DeployConfig.Image image : images) {
            BuildDecision decision = new ImageBuilder(engine, logins, events).decide(visible(image));
            if (decision instanceof BuildDecision.UpToDate held) {
                remember(image, Optional.of(held.digest()));
            } else if (decision instanceof BuildDecision.MoveTags held) {
                remember(image, Optional.of(held.digest()));
            } else {
                remember(image, Optional.empty());
                unbuilt.add(image.name() + ": " + decision.reason());
            }
        }
        return unbuilt;
    }

    private void remember(DeployConfig.Image image, Optional<Digest> digest) {
        for (String tag : image.tags()) {
            ImageReference tagged = ImageReference.parse(image.name()).withTag(tag);
            pinned.put(tagged, digest.map(tagged::withDigest).orElse(tagged));
        }
    }

    /** The stack with digests: those of the images just built, and for the others what their registries say. */
    DesiredStack pin(DesiredStack stack) throws InterruptedException {
        Map<ImageReference, ImageReference> wanted = new LinkedHashMap<>();
        stack.services().stream()
                .map(DesiredService::image)
                .forEach(image -> wanted.put(image, pinned.getOrDefault(image.withDefaultTag(), image)));
        Map<ImageReference, PinnedImage> images = resolved(wanted);
        return withLogins(new DesiredStack(
                stack.namespace(),
                stack.networks(),
                stack.secrets(),
                stack.configs(),
                PinnedSpecs.pinned(stack.services(), images)));
    }

    /** The stack with the logins that its nodes will get. */
    DesiredStack withLogins(DesiredStack stack) {
        return ServiceLogins.on(stack, logins);
    }

    /** One of ours that is not built yet has no digest, and nobody need be asked about it. */
    private Map<ImageReference, PinnedImage> resolved(Map<ImageReference, ImageReference> wanted)
            throws InterruptedException {
        Map<ImageReference, PinnedImage> images = new HashMap<>();
        List<ImageReference> known = wanted.entrySet().stream()
                .filter(image -> !pinned.containsKey(image.getKey().withDefaultTag())
                        || image.getValue().digest().isPresent())
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        Map<ImageReference, Resolution> answers = new ImageResolver(engine, logins, true, events).resolve(known);
        wanted.forEach((image, reference) -> images.put(
                image, answers.containsKey(reference) ? answers.get(reference).pinned() : PinnedImage.of(reference)));
        return images;
    }

    private ImageBuild visible(DeployConfig.Image image) {
        return image.build()
                .hidden(file -> !terms.files().maySend(file))
                .isolation(terms.builds())
                .build();
    }

    static ImageBuild request(DeployConfig.Image image) {
        return image.build().build();
    }

    /**
     * The same image on newer base images.
     *
     * @param pull whether registries have them; otherwise the engine does
     */
    static ImageBuild renewed(DeployConfig.Image image, boolean pull) {
        return image.build().pull(pull).noCache(!pull).build();
    }
}
