package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.StreamedBody;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** One build by the engine's own BuildKit, which {@code POST /build?version=2} runs without any client. */
final class BuildKitBuild {
    private static final int ATTEMPTS = 10;

    private final Engine engine;
    private final Registry registry;
    private final EventSink events;
    private final ImageBuild request;
    private final SourceHash source;
    private final SecretArguments secrets;

    BuildKitBuild(Engine engine, Registry registry, EventSink events, BuildDecision.Build decision) {
        this.engine = engine;
        this.registry = registry;
        this.events = events;
        this.request = decision.request();
        this.source = new SourceHash(decision.source());
        this.secrets = SecretArguments.among(request.buildArgs());
    }

    /**
     * Builds the image and gives it its names. The engine is not told them before, since the name that says which sources
     * an image is made from must never be that of another, be it for a moment.
     */
    void run() throws InterruptedException {
        BuildContext context = BuildContext.open(request);
        pullBaseImages(context);
        for (int attempt = 1; ; attempt++) {
            String id = build(context);
            try {
                giveNames(id);
                return;
            } catch (EngineException e) {
                // Another build of the same sources took the image's first name from it, and the engine the image away.
                if (!e.isNotFound() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** @return the ID of what was built */
    private String build(BuildContext context) throws InterruptedException {
        BuildProgress progress = new BuildProgress(request.firstTag().familiar(), secrets, events);
        SourceHash sent = send(context, progress);
        if (!sent.equals(source)) {
            throw new ImageException(
                    Kind.BAD_CONTEXT,
                    "the build context " + request.context() + " of "
                            + request.firstTag().familiar()
                            + " changed between the decision to build it and its end; build again when nothing"
                            + " writes there");
        }
        return progress.imageId()
                .orElseThrow(() -> new ImageException(
                        Kind.UNSUPPORTED,
                        "the engine does not say which image it built as "
                                + request.firstTag().familiar() + "; use Docker Engine 20.10 or newer"));
    }

    private void giveNames(String id) throws InterruptedException {
        registry.name(id, request.repository().withTag(source.tag()));
        for (String tag : request.tags()) {
            registry.name(id, request.repository().withTag(tag));
        }
    }

    /**
     * BuildKit without a client has no logins, and on 20.10 does not read {@code certs.d} either; images that the
     * engine has it takes from there.
     */
    private void pullBaseImages(BuildContext context) throws InterruptedException {
        if (request.isolation().isPresent()) {
            fetchUnknownBases(context, request.isolation().get());
        }
        List<Instruction> dockerfile = Instruction.parse(context.dockerfileText());
        for (ImageReference base : BaseImages.of(dockerfile, request.buildArgs(), request.target())) {
            boolean near = registry.isOurs(base)
                    || base.registry().equals(request.repository().registry());
            if (request.pull() || near && !registry.isLocal(base)) {
                registry.pull(base);
            }
        }
    }

    /** The engine's own copy goes before a registry's, so that of a name which is not known the registry's is put there. */
    private void fetchUnknownBases(BuildContext context, IsolatedBuild isolation) throws InterruptedException {
        String dockerfile = context.dockerfileText();
        Set<ImageReference> bases = new LinkedHashSet<>(
                BaseImages.of(Instruction.parse(dockerfile), request.buildArgs(), request.target()));
        MentionedImages.fetched(dockerfile, request.buildArgs())
                .forEach(name -> reference(name).ifPresent(bases::add));
        bases.removeIf(isolation.knownBase());
        for (ImageReference base : bases) {
            fetch(base);
            isolation.baseCheck().accept(base, configuration(base));
        }
    }

    /** What only the tag is unsure of has none here; {@link BaseImages} knows it, or there is no such image. */
    private static Optional<ImageReference> reference(String name) {
        try {
            return Optional.of(ImageReference.parse(name).withDefaultTag());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void fetch(ImageReference base) throws InterruptedException {
        try {
            registry.pull(base);
        } catch (ImageException e) {
            throw new ImageException(
                    e.kind(),
                    request.firstTag().familiar() + " is built on " + base.familiar()
                            + ", which does not come from its registry, and what else the builder has is not for a preview"
                            + " (rule images); list it under preview.policy.images if it is: " + e.getMessage(),
                    e);
        }
    }

    private JsonNode configuration(ImageReference image) throws InterruptedException {
        return engine.images()
                .inspect(image.familiar())
                .map(found -> found.path("Config"))
                .orElse(MissingNode.getInstance());
    }

    private SourceHash send(BuildContext context, BuildProgress progress) throws InterruptedException {
        AtomicReference<SourceHash> sent = new AtomicReference<>(source);
        StreamedBody body = out -> sent.set(SourceHash.copy(context, request, out));
        try {
            engine.builds().build(parameters(context), body, List.of(), progress);
            return sent.get();
        } catch (EngineException e) {
            if (e.engineMessage().isEmpty()) {
                throw e;
            }
            throw new BuildFailure(
                            request.firstTag().familiar(),
                            context,
                            progress.failed(),
                            secrets.hideIn(e.engineMessage().get()),
                            e)
                    .explain();
        }
    }

    private Map<String, List<String>> parameters(BuildContext context) {
        Map<String, List<String>> parameters = new TreeMap<>();
        parameters.put("version", List.of("2"));
        parameters.put("dockerfile", List.of(context.dockerfile()));
        parameters.put("buildargs", List.of(json(arguments())));
        parameters.put("labels", List.of(json(request.labels())));
        request.target().ifPresent(target -> parameters.put("target", List.of(target)));
        request.platform().ifPresent(platform -> parameters.put("platform", List.of(platform)));
        if (request.noCache()) {
            parameters.put("nocache", List.of("1"));
        }
        return parameters;
    }

    private Map<String, String> arguments() {
        Map<String, String> arguments = new TreeMap<>(request.buildArgs());
        request.isolation()
                .ifPresent(isolation -> arguments.put(IsolatedBuild.CACHE_NAMESPACE, isolation.cacheNamespace()));
        return arguments;
    }

    private static String json(Map<String, String> map) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        map.forEach(json::put);
        return json.toString();
    }
}
