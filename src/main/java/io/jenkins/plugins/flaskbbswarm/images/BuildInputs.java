package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.Fingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a build depends on beside its sources as a whole.
 *
 * @param bases which image each base image is now: its registry's digest, or the engine's identifier if no registry
 *     has it
 * @param locks hash of the files that pin dependencies; empty if there are none
 */
public record BuildInputs(SortedMap<String, String> bases, String locks) {
    private static final Pattern LOCK_FILE =
            Pattern.compile("(?:.*/)?(?:(?:requirements|constraints)[^/]*\\.txt|[^/]+\\.lock"
                    + "|package-lock\\.json|pnpm-lock\\.yaml|go\\.sum)");

    public BuildInputs {
        bases = Collections.unmodifiableSortedMap(new TreeMap<>(bases));
    }

    /** Reads the context, and asks the registries of its base images. */
    public static BuildInputs of(ImageBuild build, Engine engine, RegistryLogins login, EventSink events)
            throws InterruptedException {
        BuildContext context = BuildContext.open(build);
        Registry registry = new Registry(engine, login, events);
        SortedMap<String, String> bases = new TreeMap<>();
        for (ImageReference base : baseImages(context, build)) {
            bases.put(base.familiar(), digest(base, registry, engine));
        }
        return new BuildInputs(bases, locks(context));
    }

    /**
     * All names of images that the build's Dockerfile has, needed or not, and those of stages; with the variables whose
     * values are not sure.
     *
     * @throws ImageException if its context cannot be read
     */
    public static Set<String> mentionedImages(ImageBuild build) {
        return MentionedImages.of(BuildContext.open(build).dockerfileText(), build.buildArgs());
    }

    /**
     * The images that instructions of a Dockerfile take files from, as an image's {@code ONBUILD} has them; stages that are
     * only counted are left out.
     */
    public static Set<String> imagesOfTriggers(List<String> instructions) {
        return MentionedImages.fetched(String.join("\n", instructions), Map.of());
    }

    /**
     * The programs that the build's Dockerfile has read it in the place of Docker's own.
     *
     * @throws ImageException if its context cannot be read
     */
    public static List<String> frontends(ImageBuild build) {
        return MentionedImages.frontends(BuildContext.open(build).dockerfileText());
    }

    private static Set<ImageReference> baseImages(BuildContext context, ImageBuild build) {
        return BaseImages.of(Instruction.parse(context.dockerfileText()), build.buildArgs(), build.target());
    }

    /** Whether a registry says which base images these are, so that newer ones can be fetched. */
    public boolean canBePulled() {
        return bases.values().stream().allMatch(digest -> digest.startsWith(FROM_REGISTRY));
    }

    private static final String FROM_REGISTRY = "registry ";

    private static String digest(ImageReference base, Registry registry, Engine engine) throws InterruptedException {
        try {
            Optional<Digest> held = registry.find(base);
            if (held.isPresent()) {
                return FROM_REGISTRY + held.get();
            }
        } catch (ImageException | EngineException e) {
            // A registry that does not answer is no reason to rebuild; what the engine has is compared instead.
        }
        return engine.images()
                .inspect(base.familiar())
                .map(image -> "engine " + image.path("Id").asText())
                .orElse("unknown");
    }

    private static void add(Path file, MessageDigest sum) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] some = new byte[64 * 1024];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                sum.update(some, 0, count);
            }
        }
    }

    private static String locks(BuildContext context) {
        try {
            MessageDigest sum = Fingerprint.sum();
            boolean any = false;
            for (ContextEntry entry : context.entries()) {
                if (entry.kind() == ContextEntry.Kind.FILE
                        && LOCK_FILE.matcher(entry.path()).matches()) {
                    any = true;
                    sum.update(entry.path().getBytes(StandardCharsets.UTF_8));
                    add(entry.file(), sum);
                }
            }
            return any ? Fingerprint.of(sum, 16) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
