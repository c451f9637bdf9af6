package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel;
import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel.Answer;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.images.Resolution.LocalOnly;
import io.jenkins.plugins.flaskbbswarm.images.Resolution.Resolved;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.PinnedImage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out by which digest a registry holds the images of a stack, so that all nodes run the very same. */
public final class ImageResolver {
    /** A registry answers hardly more a second through one engine with more requests at once. */
    private static final int AT_ONCE = 4;

    private final Engine engine;
    private final Registry registry;
    private final boolean localAllowed;
    private final EventSink events;

    /**
     * @param logins among them that for the registry of the stack's own images
     * @param localAllowed whether an image that no registry has may be taken from the engine, if the swarm has no other
     *     node: with a warning, as the docker CLI does it on any swarm
     */
    public ImageResolver(Engine engine, RegistryLogins logins, boolean localAllowed, EventSink events) {
        this.engine = engine;
        this.registry = new Registry(engine, logins, events);
        this.localAllowed = localAllowed;
        this.events = events;
    }

    /**
     * Resolves each distinct reference once, some at the same time. One without tag means {@code latest}; one with a
     * digest is only asked about: if its registry says nothing, it is left as it is.
     *
     * @return for each of the given references
     * @throws ImageException if any cannot be resolved; the message has a line for each
     */
    public Map<ImageReference, Resolution> resolve(Collection<ImageReference> images) throws InterruptedException {
        Map<ImageReference, Answer<Resolution>> answers = new LinkedHashMap<>();
        try (Parallel requests = new Parallel(AT_ONCE)) {
            for (ImageReference image : images) {
                answers.computeIfAbsent(image, each -> requests.ask(() -> resolve(each)));
            }
            return collect(answers);
        }
    }

    private Resolution resolve(ImageReference image) throws InterruptedException {
        if (image.digest().isPresent()) {
            return new Resolved(known(image));
        }
        ImageReference tagged = image.withDefaultTag();
        try {
            return new Resolved(registry.pinned(tagged));
        } catch (ImageException e) {
            Optional<String> local = localId(tagged, e.kind());
            if (local.isPresent()) {
                events.emit(new Event.Warning(
                        tagged.familiar(),
                        unresolved(e.kind())
                                + ", so it is taken from the engine as it is now and cannot be rolled back to",
                        "push it to a registry and use its name there, with the login that this registry wants"));
                return new LocalOnly(PinnedImage.local(tagged, local.get()));
            }
            throw e;
        }
    }

    private static String unresolved(Kind trouble) {
        return switch (trouble) {
            case NOT_FOUND -> "is in no registry";
            case UNAUTHORIZED, DENIED -> "is not shown by its registry without another login";
            case UNREACHABLE -> "could not be looked up, since its registry does not answer";
            case UNTRUSTED -> "could not be looked up, since its registry's certificate is not trusted";
            default -> "could not be looked up in its registry";
        };
    }

    private PinnedImage known(ImageReference image) throws InterruptedException {
        try {
            return new PinnedImage(image, registry.pinned(image).platforms());
        } catch (ImageException e) {
            return PinnedImage.of(image);
        }
    }

    /** Of our own registry only a clear "no such image" counts: what else it says is to be put right, not around. */
    private Optional<String> localId(ImageReference image, Kind trouble) throws InterruptedException {
        boolean mayBeLocal = localAllowed
                && (trouble == Kind.NOT_FOUND || !registry.isOurs(image))
                && engine.nodes().list().size() == 1;
        return mayBeLocal ? registry.idHere(image) : Optional.empty();
    }

    /** What is no trouble with one image (an engine that is gone) ends the whole. */
    private static Map<ImageReference, Resolution> collect(Map<ImageReference, Answer<Resolution>> answers)
            throws InterruptedException {
        Map<ImageReference, Resolution> resolutions = new LinkedHashMap<>();
        List<ImageException> troubles = new ArrayList<>();
        for (Map.Entry<ImageReference, Answer<Resolution>> answer : answers.entrySet()) {
            try {
                resolutions.put(answer.getKey(), answer.getValue().get());
            } catch (ImageException e) {
                troubles.add(e);
            }
        }
        if (troubles.isEmpty()) {
            return resolutions;
        }
        throw all(troubles);
    }

    private static ImageException all(List<ImageException> troubles) {
        ImageException first = troubles.get(0);
        String messages = troubles.stream().map(Throwable::getMessage).collect(Collectors.joining("\n"));
        return troubles.size() == 1 ? first : new ImageException(first.kind(), messages, first);
    }
}
