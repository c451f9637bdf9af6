package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.PinnedImage;
import io.jenkins.plugins.flaskbbswarm.stack.Platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Registries as the engine reaches them: asks, pulls and pushes, gives the login to the registry that it is for and to
 * no other, and says what is wrong in words that help.
 */
final class Registry {
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int NAMINGS = 50;
    private static final int LONGEST_BREATH_MILLIS = 60;

    private final Engine engine;
    private final RegistryLogins logins;
    private final EventSink events;

    Registry(Engine engine, RegistryLogins logins, EventSink events) {
        this.engine = engine;
        this.logins = logins;
        this.events = events;
    }

    /** Whether the image belongs to the registry that we have a login for. */
    boolean isOurs(ImageReference image) {
        return loginFor(image).isPresent();
    }

    /** @throws ImageException if the registry does not have it, or does not answer */
    Digest digest(ImageReference image) throws InterruptedException {
        return pinned(image).reference().digest().orElseThrow();
    }

    /**
     * The image by its digest, and what it runs on.
     *
     * @throws ImageException if the registry does not have it, or does not answer
     */
    PinnedImage pinned(ImageReference image) throws InterruptedException {
        return patiently(() -> pinnedNow(image), Kind.FAILING);
    }

    private PinnedImage pinnedNow(ImageReference image) throws InterruptedException {
        try {
            JsonNode found = engine.distribution().resolve(image.toString(), loginFor(image));
            Digest digest = new Digest(found.at("/Descriptor/digest").asText());
            return new PinnedImage(image.withDigest(digest), platforms(found.path("Platforms")));
        } catch (EngineException e) {
            throw explain("cannot look up " + image.familiar(), image, e);
        }
    }

    /** Nodes call each arm by another name than images do, so any arm will do. As docker CLI 28 does. */
    private static List<Platform> platforms(JsonNode listed) {
        List<Platform> platforms = new ArrayList<>();
        for (JsonNode platform : listed) {
            String architecture = platform.path("architecture").asText();
            platforms.add(new Platform(
                    platform.path("os").asText(), architecture.equalsIgnoreCase("arm") ? "" : architecture));
        }
        return platforms;
    }

    /** The digest of an image that need not exist; a repository that may not be read counts as absent. */
    Optional<Digest> find(ImageReference image) throws InterruptedException {
        try {
            return Optional.of(digest(image));
        } catch (ImageException e) {
            if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.DENIED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the engine itself has the image under this very name. */
    boolean isLocal(ImageReference image) throws InterruptedException {
        return engine.images().inspect(image.familiar()).isPresent();
    }

    /** Whether the engine has both, and they are names of the same image. */
    boolean isSameLocalImage(ImageReference one, ImageReference other) throws InterruptedException {
        Optional<String> id = idHere(one);
        return id.isPresent() && id.equals(idHere(other));
    }

    /** The engine's ID of an image that it has. */
    Optional<String> idHere(ImageReference image) throws InterruptedException {
        return engine.images().inspect(image.familiar()).map(found -> found.path("Id")
                .asText());
    }

    void pull(ImageReference image) throws InterruptedException {
        String tag = image.digest().map(Digest::value).or(image::tag).orElse("latest");
        LayerProgress progress = new LayerProgress(image.familiar(), events);
        events.emit(new Event.Progress(image.familiar(), "pulling"));
        try {
            engine.images().pull(image.name(), tag, loginFor(image), progress);
        } catch (EngineException e) {
            throw explain("cannot pull " + image.familiar(), image, e);
        }
        events.emit(new Event.Progress(image.familiar(), "pulled: " + progress.summary()));
    }

    /**
     * Gives an image on the engine one more name. An engine that keeps its images with containerd takes a name away before
     * it gives it anew, and stumbles over others who do so at that moment.
     *
     * @param image any name or ID
     * @throws EngineException if the engine does not have it, among others
     */
    void name(String image, ImageReference name) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                engine.images().tag(image, name.name(), name.tag().orElseThrow());
                return;
            } catch (EngineException e) {
                boolean stumbled = e.engineMessage()
                        .filter(text -> text.contains("already exists"))
                        .isPresent();
                if (!stumbled || attempt == NAMINGS) {
                    throw e;
                }
                Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_BREATH_MILLIS));
            }
        }
    }

    /** Pushes the image that the engine has under this name and tag; the name may be away while others give it anew. */
    Digest push(ImageReference image) throws InterruptedException {
        return patiently(() -> pushNow(image), Kind.FAILING, Kind.NOT_FOUND);
    }

    private Digest pushNow(ImageReference image) throws InterruptedException {
        LayerProgress progress = new LayerProgress(image.familiar(), events);
        try {
            String digest = engine.images().push(image.name(), image.tag().orElseThrow(), loginFor(image), progress);
            events.emit(new Event.Progress(image.familiar(), "pushed: " + progress.summary()));
            return new Digest(digest);
        } catch (EngineException e) {
            throw explain("cannot push " + image.familiar(), image, e);
        }
    }

    /** What is asked of a registry. */
    private interface Attempt<T> {
        T make() throws InterruptedException;
    }

    /** Docker's own registry fails if a tag, an image or a layer is asked for while another push writes the same one. */
    private static <T> T patiently(Attempt<T> attempt, Kind... passing) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return attempt.make();
            } catch (ImageException e) {
                if (!List.of(passing).contains(e.kind()) || failures == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(PAUSE.toMillis() * failures);
            }
        }
    }

    private Optional<RegistryAuth> loginFor(ImageReference image) {
        return logins.of(image.registry());
    }

    /** Only what the engine says about a registry is ours to explain; an engine that is gone explains itself. */
    private static RuntimeException explain(String attempt, ImageReference image, EngineException e) {
        return e.engineMessage()
                .<RuntimeException>map(text -> RegistryErrorCatalog.explain(attempt, image.registry(), text, e))
                .orElse(e);
    }
}
