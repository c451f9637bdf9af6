package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.http.HttpAnswer;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags that registries hold, and their end. All methods throw {@link ImageException} if a registry does not answer. */
public final class RegistryTags {
    /** Of nothing: whether a registry removes at all can be asked with it. */
    private static final Digest NOTHING = new Digest("sha256:" + "0".repeat(64));

    private static final Pattern NEXT =
            Pattern.compile("[?&]last=((?:[\\w.~+-]|%[0-9A-Fa-f]{2})*)[^>]*>\\s*;\\s*rel=\"?next");
    private static final String REMOVED = "io.jenkins.flaskbb-swarm.removed";

    private static final int MOST_PAGES = 1_000;
    private static final int MOST_TAGS = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RegistryCaller registry;

    /**
     * @param logins among them those of the registries that will be asked
     * @param ca who signs their certificates; those that Java trusts if empty
     */
    public RegistryTags(RegistryLogins logins, Optional<TrustedCa> ca) {
        this(logins, ca, TokenHosts.none());
    }

    /** @param hosts who may be given the logins besides the registries themselves */
    public RegistryTags(RegistryLogins logins, Optional<TrustedCa> ca, TokenHosts hosts) {
        this(new RegistryCaller(logins, new RegistryTransport(ca, PATIENCE), hosts));
    }

    RegistryTags(RegistryCaller registry) {
        this.registry = registry;
    }

    /** What a registry did about something that was to go. */
    public enum Answer {
        /** It is gone. */
        GONE,
        /** Everything is as it was: this registry removes nothing. */
        DISABLED
    }

    /** Whether a tag marks an image for builds of the same sources, and nothing runs it by this name. */
    public static boolean isMark(String tag) {
        return SourceHash.isTag(tag);
    }

    /** All tags of a repository; none if there is no such repository. */
    public SortedMap<String, Digest> of(ImageReference repository) throws InterruptedException {
        return resting(() -> {
            SortedMap<String, Digest> tags = new TreeMap<>();
            for (String tag : names(repository)) {
                digest(repository.withTag(tag)).ifPresent(digest -> tags.put(tag, digest));
            }
            return tags;
        });
    }

    private Set<String> names(ImageReference repository) throws InterruptedException {
        Set<String> names = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            String after = last.get().isEmpty() ? "" : "&last=" + last.get();
            HttpAnswer page =
                    registry.expect(repository, "/tags/list?n=1000" + after, RegistryRequest.of("GET"), 200, 404);
            if (page.status() == 200) {
                names.addAll(tags(repository, registry.json(repository, page)));
            }
            last = page.header("Link").map(NEXT::matcher).filter(Matcher::find).map(link -> link.group(1));
            boolean again = last.isPresent() && !seen.add(last.get());
            if (again || seen.size() > MOST_PAGES || names.size() > MOST_TAGS) {
                throw new ImageException(
                        Kind.OTHER,
                        "the registry " + repository.registry() + " gives no end of pages of the tags of "
                                + repository.repository() + "; look at its log");
            }
        }
        return names;
    }

    /** A registry writes a list without elements as null; all else must be names that a tag can have. */
    private static List<String> tags(ImageReference repository, JsonNode page) {
        JsonNode list = page.path("tags");
        if (!list.isArray() && !list.isNull()) {
            throw RegistryCaller.isNone(repository, "its tags are no list");
        }
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : list) {
            if (!ImageReference.isTag(tag.asText())) {
                throw RegistryCaller.isNone(repository, "one of its tags cannot be one");
            }
            tags.add(tag.asText());
        }
        return tags;
    }

    private Optional<Digest> digest(ImageReference tag) throws InterruptedException {
        HttpAnswer head = registry.expect(tag, manifest(tag), RegistryRequest.of("HEAD"), 200, 404);
        if (head.status() == 404) {
            return Optional.empty();
        }
        Optional<String> value = head.header("Docker-Content-Digest");
        if (value.isPresent() && !Digest.isValid(value.get())) {
            throw RegistryCaller.isNone(tag, "a digest of its cannot be one");
        }
        return value.map(Digest::new);
    }

    /** Removes an image with all its tags. */
    public Answer remove(ImageReference repository, Digest digest) throws InterruptedException {
        return resting(() -> {
            HttpAnswer answer = registry.expect(
                    repository,
                    "/manifests/" + digest.value(),
                    RegistryRequest.of("DELETE"),
                    202,
                    200,
                    204,
                    404,
                    405,
                    501);
            return answer.status() == 405 || answer.status() == 501 ? Answer.DISABLED : Answer.GONE;
        });
    }

    /** Removes a tag, and leaves its image to the other tags that it has. */
    public Answer untag(ImageReference tag) throws InterruptedException {
        return resting(() -> untagNow(tag));
    }

    private Answer untagNow(ImageReference tag) throws InterruptedException {
        HttpAnswer answer = registry.send(tag, manifest(tag), RegistryRequest.of("DELETE"));
        boolean gone = answer.status() == 404 || answer.status() / 100 == 2;
        if (gone && digest(tag).isEmpty()) {
            return Answer.GONE;
        }
        return remove(tag, NOTHING) == Answer.DISABLED ? Answer.DISABLED : remove(tag, parted(tag));
    }

    /**
     * Registries before distribution 3 remove whole images only, so the tag is first given one of its own: the same with
     * a remark. Killed after this, the tag has its own image, and the next try removes that.
     */
    private Digest parted(ImageReference tag) throws InterruptedException {
        HttpAnswer present = registry.expect(tag, manifest(tag), RegistryRequest.of("GET"), 200);
        JsonNode manifest = registry.json(tag, present);
        boolean annotated = manifest.path("annotations").isObject()
                || manifest.path("annotations").isMissingNode();
        if (!(manifest instanceof ObjectNode object) || !annotated) {
            throw new ImageException(Kind.OTHER, tag.familiar() + " is not an image; remove it by hand");
        }
        object.withObject("/annotations").put(REMOVED, tag.familiar());
        String type = present.header("Content-Type").orElse("");
        byte[] body = object.toString().getBytes(StandardCharsets.UTF_8);
        registry.expect(tag, manifest(tag), RegistryRequest.put(type, body), 201);
        return digest(tag)
                .orElseThrow(() -> new ImageException(
                        Kind.OTHER, tag.familiar() + " was removed by another client at the same moment"));
    }

    private static String manifest(ImageReference tag) {
        return "/manifests/" + tag.tag().orElseThrow();
    }

    /** No connection is left open between what we are asked for. */
    private <T> T resting(Asked<T> asked) throws InterruptedException {
        try {
            return asked.result();
        } finally {
            registry.rest();
        }
    }

    private interface Asked<T> {
        T result() throws InterruptedException;
    }
}
