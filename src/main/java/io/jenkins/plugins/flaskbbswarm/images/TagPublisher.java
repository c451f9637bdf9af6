package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Has a registry hold an image under all its tags, the same image whoever else does this with the same sources at the
 * same moment. Builds are not the same bit for bit, so each brings an image of its own; the one that the sources' mark
 * points to is everybody's. Who comes later takes it, and who pushed the mark looks again, after that and once more at
 * the end, since registries let the last one win.
 *
 * <p>What remains: one that saw no mark, and writes it after the last look of another. That other runs the image that it
 * knows, by its digest; it has lost the mark, and keeps its tags unless both have the same ones. The next deployment
 * brings the two together. A tag for each image that was built would keep it in any case, but also all those that lost
 * and that nobody runs.
 */
final class TagPublisher {
    /** Each one more means that somebody moved the mark meanwhile, and a build does so once. */
    private static final int ROUNDS = 20;

    private final Registry registry;
    private final EventSink events;
    private final LocalImage image;
    private final SortedMap<String, Digest> pushed = new TreeMap<>();

    TagPublisher(Registry registry, EventSink events, LocalImage image) {
        this.registry = registry;
        this.events = events;
        this.image = image;
    }

    /** The tags that were pushed. */
    Set<String> pushed() {
        return pushed.keySet();
    }

    /**
     * Pushes what the registry lacks.
     *
     * @return the image that the mark and all tags point to
     * @throws ImageException also if a tag is somebody else's for other sources at the same moment
     */
    Digest run() throws InterruptedException {
        Digest agreed = image.digest().isPresent() ? image.digest().get() : markerDigest();
        for (int round = 0; round < ROUNDS; round++) {
            boolean asMeant = pushTags(agreed);
            Digest now = remoteDigest().orElse(agreed);
            if (asMeant && now.equals(agreed)) {
                return agreed;
            }
            agreed = adopt(now, agreed);
        }
        throw new ImageException(
                Kind.OTHER, "somebody moves " + image.mark().familiar() + " again and again; run one build at a time");
    }

    /** The image that the mark points to, from now on at the latest. Who was asked to build anew pushes all the same. */
    private Digest markerDigest() throws InterruptedException {
        Optional<Digest> held = image.request().isAnew() ? Optional.empty() : remoteDigest();
        if (held.isPresent()) {
            report(held.get());
            return held.get();
        }
        Digest own = push(image.mark());
        return adopt(remoteDigest().orElse(own), own);
    }

    /** The image that the mark points to, brought to this engine; one that is removed meanwhile counts for nothing. */
    private Optional<Digest> remoteDigest() throws InterruptedException {
        Optional<Digest> held = registry.find(image.mark());
        if (held.isEmpty() || registry.isLocal(here(held.get()))) {
            return held;
        }
        try {
            registry.pull(here(held.get()));
            return held;
        } catch (ImageException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Digest adopt(Digest now, Digest before) {
        if (!now.equals(before)) {
            report(now);
        }
        return now;
    }

    private void report(Digest other) {
        events.emit(new Event.Note(
                image.request().firstTag().familiar(),
                "another build of the same sources pushed " + other.brief() + " meanwhile, so that is taken"));
    }

    /** @return whether each tag points to the image now; otherwise a build of the same sources used one as well */
    private boolean pushTags(Digest agreed) throws InterruptedException {
        boolean asMeant = true;
        for (String tag : image.tags()) {
            if (!agreed.equals(pushed.get(tag))) {
                ImageReference name = image.request().repository().withTag(tag);
                name(agreed, name);
                asMeant &= pushMatches(name, agreed);
            }
        }
        return asMeant;
    }

    /** Other builds may have taken all its names on the engine, and the image with the last one. */
    private void name(Digest agreed, ImageReference name) throws InterruptedException {
        try {
            registry.name(here(agreed).familiar(), name);
        } catch (EngineException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            registry.pull(here(agreed));
            registry.name(here(agreed).familiar(), name);
        }
    }

    /** Pushes it. The same image may have another digest, if another engine compressed its layers otherwise. */
    private boolean pushMatches(ImageReference tag, Digest agreed) throws InterruptedException {
        Digest took = push(tag);
        if (took.equals(agreed) || registry.isSameLocalImage(here(took), here(agreed))) {
            return true;
        }
        if (isOfTheseSources(took, agreed)) {
            return false;
        }
        throw new ImageException(
                Kind.OTHER,
                "the registry took " + tag.familiar() + " as " + took.brief() + " instead of " + agreed.brief()
                        + ", so another build pushes an image of other sources under the same name; give each its own tag,"
                        + " or run one build at a time");
    }

    /**
     * An engine pushes what a name means at the moment, and somebody else may just have given it to another image. One of
     * the same sources has their mark on the engine, or in the registry, where it then was moved.
     */
    private boolean isOfTheseSources(Digest took, Digest agreed) throws InterruptedException {
        return registry.isSameLocalImage(here(took), image.mark())
                || !registry.find(image.mark()).orElse(agreed).equals(agreed);
    }

    private Digest push(ImageReference name) throws InterruptedException {
        Digest took = registry.push(name);
        pushed.put(name.tag().orElseThrow(), took);
        return took;
    }

    private ImageReference here(Digest digest) {
        return image.request().repository().withDigest(digest);
    }
}
