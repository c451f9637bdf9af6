package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes images and has the registry hold them: {@link #decide} what is to do, {@link #build} it, {@link #push} it, each
 * on its own where they are stages of a pipeline, or all at once with {@link #ensure}. All methods throw
 * {@link ImageException}, and {@link io.jenkins.plugins.flaskbbswarm.engine.EngineException} if the engine itself is
 * the trouble.
 */
public final class ImageBuilder {
    private final Engine engine;
    private final Registry registry;
    private final EventSink events;

    /** @param logins among them those for the registries of the images and of private base images */
    public ImageBuilder(Engine engine, RegistryLogins logins, EventSink events) {
        this.engine = engine;
        this.registry = new Registry(engine, logins, events);
        this.events = events;
    }

    /** Decides, builds and pushes: afterwards the registry holds the image under all its tags. */
    public BuiltImage ensure(ImageBuild request) throws InterruptedException {
        return push(build(decide(request)));
    }

    /**
     * Reads the context, and asks the registry whether it holds an image of it: under the tag {@code src-…}, which is
     * made from the sources. Changes nothing.
     */
    public BuildDecision decide(ImageBuild request) throws InterruptedException {
        SourceHash source = SourceHash.of(BuildContext.open(request), request);
        if (request.isAnew()) {
            return new BuildDecision.Build(request, source.hex(), "asked to build it anew");
        }
        Optional<Digest> held = registry.find(request.repository().withTag(source.tag()));
        if (held.isEmpty()) {
            return new BuildDecision.Build(request, source.hex(), "no image of this source hash in the registry");
        }
        List<String> missing = missingTags(request, held.get());
        return missing.isEmpty()
                ? new BuildDecision.UpToDate(request, source.hex(), held.get())
                : new BuildDecision.MoveTags(request, source.hex(), held.get(), missing);
    }

    /** Brings the image onto the engine, as far as something of it must be pushed. */
    public LocalImage build(BuildDecision decision) throws InterruptedException {
        events.emit(new Event.Note(decision.request().firstTag().familiar(), decision.reason()));
        if (decision instanceof BuildDecision.Build build) {
            return build(build);
        }
        if (decision instanceof BuildDecision.MoveTags move) {
            return fetch(move);
        }
        BuildDecision.UpToDate done = (BuildDecision.UpToDate) decision;
        return new LocalImage(done.request(), done.source(), false, Optional.of(done.digest()), List.of());
    }

    /**
     * Pushes what the registry lacks. Of several builds of the same sources at once all get one and the same image,
     * which need not be the one that was built here.
     */
    public BuiltImage push(LocalImage image) throws InterruptedException {
        TagPublisher publication = new TagPublisher(registry, events, image);
        Digest digest = image.tags().isEmpty() ? image.digest().orElseThrow() : publication.run();
        ImageReference pinned = image.request().firstTag().withDigest(digest);
        events.emit(new Event.Note(image.request().firstTag().familiar(), "is " + pinned.familiar()));
        return new BuiltImage(pinned, image.built(), new TreeSet<>(publication.pushed()));
    }

    private List<String> missingTags(ImageBuild request, Digest held) throws InterruptedException {
        List<String> missing = new ArrayList<>();
        for (String tag : request.tags()) {
            if (!registry.find(request.repository().withTag(tag)).equals(Optional.of(held))) {
                missing.add(tag);
            }
        }
        return missing;
    }

    private LocalImage build(BuildDecision.Build decision) throws InterruptedException {
        warnOfSecrets(decision.request());
        new BuildKitBuild(engine, registry, events, decision).run();
        return new LocalImage(
                decision.request(),
                decision.source(),
                true,
                Optional.empty(),
                decision.request().tags());
    }

    /** A registry cannot be asked through the engine to move a tag, so the image goes there and back. */
    private LocalImage fetch(BuildDecision.MoveTags decision) throws InterruptedException {
        ImageReference held = decision.request().repository().withDigest(decision.digest());
        if (!registry.isLocal(held)) {
            registry.pull(held);
        }
        return new LocalImage(
                decision.request(), decision.source(), false, Optional.of(decision.digest()), decision.tags());
    }

    private void warnOfSecrets(ImageBuild request) {
        for (String name : SecretArguments.among(request.buildArgs()).names()) {
            events.emit(new Event.Warning(
                    request.firstTag().familiar(),
                    "the build argument " + name + " looks like a secret, and everyone who has the image can read it"
                            + " there",
                    "give it to the service as a swarm secret instead"));
        }
    }
}
