package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
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

    private static final Pattern NEXT = Pattern.compile("[?&]last=([^&>]*)[^>]*>\\s*;\\s*rel=\"?next");
    private static final String REMOVED = "io.jenkins.flaskbb-swarm.removed";

    private static final int MOST_PAGES = 1_000;

    private final RegistryCaller registry;

    /**
     * @param logins among them those of the registries that will be asked
     * @param ca who signs their certificates; those that Java trusts if empty
     */
    public RegistryTags(RegistryLogins logins, Optional<TrustedCa> ca) {
        this.registry = new RegistryCaller(logins, ca);
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
        SortedMap<String, Digest> tags = new TreeMap<>();
        for (String tag : names(repository)) {
            digest(repository.withTag(tag)).ifPresent(digest -> tags.put(tag, digest));
        }
        return tags;
    }

    private List<String> names(ImageReference repository) throws InterruptedException {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            String after = last.get().isEmpty() ? "" : "&last=" + last.get();
            HttpResponse<byte[]> page =
                    registry.send(repository, "/tags/list?n=1000" + after, RegistryRequest.of("GET"));
            if (page.statusCode() != 404) {
                expect(repository, page, 200);
                registry.json(repository, page.body()).path("tags").forEach(tag -> names.add(tag.asText()));
            }
            last = page.headers()
                    .firstValue("Link")
                    .map(NEXT::matcher)
                    .filter(Matcher::find)
                    .map(link -> link.group(1));
            if (last.isPresent() && (!seen.add(last.get()) || seen.size() > MOST_PAGES)) {
                throw new ImageException(
                        Kind.OTHER,
                        "the registry " + repository.registry() + " gives no end of pages of the tags of "
                                + repository.repository() + "; look at its log");
            }
        }
        return names;
    }

    private Optional<Digest> digest(ImageReference tag) throws InterruptedException {
        HttpResponse<byte[]> head = registry.send(tag, manifest(tag), RegistryRequest.of("HEAD"));
        if (head.statusCode() == 404) {
            return Optional.empty();
        }
        expect(tag, head, 200);
        return head.headers().firstValue("Docker-Content-Digest").map(Digest::new);
    }

    /** Removes an image with all its tags. */
    public Answer remove(ImageReference repository, Digest digest) throws InterruptedException {
        HttpResponse<byte[]> answer =
                registry.send(repository, "/manifests/" + digest.value(), RegistryRequest.of("DELETE"));
        if (answer.statusCode() == 405 || answer.statusCode() == 501) {
            return Answer.DISABLED;
        }
        if (answer.statusCode() != 404) {
            expect(repository, answer, 202, 200, 204);
        }
        return Answer.GONE;
    }

    /** Removes a tag, and leaves its image to the other tags that it has. */
    public Answer untag(ImageReference tag) throws InterruptedException {
        HttpResponse<byte[]> answer = registry.send(tag, manifest(tag), RegistryRequest.of("DELETE"));
        boolean gone = answer.statusCode() == 404 || answer.statusCode() / 100 == 2;
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
        HttpResponse<byte[]> present = registry.send(tag, manifest(tag), RegistryRequest.of("GET"));
        expect(tag, present, 200);
        JsonNode manifest = registry.json(tag, present.body());
        if (!(manifest instanceof ObjectNode object)) {
            throw new ImageException(Kind.OTHER, tag.familiar() + " is no image; remove it by hand");
        }
        object.withObject("/annotations").put(REMOVED, tag.familiar());
        String type = present.headers().firstValue("Content-Type").orElse("");
        byte[] body = object.toString().getBytes(StandardCharsets.UTF_8);
        expect(tag, registry.send(tag, manifest(tag), RegistryRequest.put(type, body)), 201);
        return digest(tag)
                .orElseThrow(() -> new ImageException(
                        Kind.OTHER, tag.familiar() + " was removed by somebody else at the same moment"));
    }

    private static String manifest(ImageReference tag) {
        return "/manifests/" + tag.tag().orElseThrow();
    }

    private static void expect(ImageReference image, HttpResponse<byte[]> answer, int... wanted) {
        for (int status : wanted) {
            if (answer.statusCode() == status) {
                return;
            }
        }
        throw new ImageException(
                Kind.OTHER,
                "the registry " + image.registry() + " answers " + answer.statusCode() + " to "
                        + answer.request().method() + " "
                        + answer.request().uri().getPath()
                        + "; see whether it is one, and what its log says");
    }
}
