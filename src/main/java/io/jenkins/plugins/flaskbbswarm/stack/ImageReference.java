package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an image is found: {@code registry/repository:tag@digest}, parsed and completed as Docker does it
 * (distribution/reference {@code ParseNormalizedNamed}).
 *
 * @param registry host and port; {@code docker.io} where none was written
 * @param repository path below the registry; official images of {@code docker.io} lie under {@code library/}
 * @param tag the tag, if one was written
 * @param digest the digest, if one was written
 */
public record ImageReference(String registry, String repository, Optional<String> tag, Optional<Digest> digest) {
    /** Docker's own registry, meant by names without a host. */
    public static final String DOCKER_HUB = "docker.io";

    private static final int LONGEST = 1024;
    private static final Pattern PATH =
            Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern HOST = Pattern.compile(
            "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?");
    private static final Pattern TAG = Pattern.compile("[\\w][\\w.-]{0,127}");
    private static final Pattern PARTS = Pattern.compile("(?<name>.+?)(?::(?<tag>[^:/@]+))?(?:@(?<digest>[^@]+))?");

    /**
     * Reads a reference as people write it.
     *
     * @throws IllegalArgumentException if Docker would not take it; the message names the part at fault
     */
    public static ImageReference parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("an image reference has at most " + LONGEST + " characters");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw invalid(text, "it is empty");
        }
        String name = parts.group("name");
        int slash = name.indexOf('/');
        boolean hasHost = slash > 0 && isHost(name.substring(0, slash));
        String registry = hasHost ? name.substring(0, slash) : DOCKER_HUB;
        String path = hasHost ? name.substring(slash + 1) : name;
        if (registry.equals("index.docker.io")) {
            registry = DOCKER_HUB;
        }
        if (!HOST.matcher(registry).matches()) {
            throw invalid(text, "'" + registry + "' is not a registry host");
        }
        if (!PATH.matcher(path).matches()) {
            throw invalid(
                    text, "'" + path + "' is not a repository name (lower-case letters, digits, '.', '_', '-', '/')");
        }
        Optional<String> tag = Optional.ofNullable(parts.group("tag"));
        if (tag.isPresent() && !TAG.matcher(tag.get()).matches()) {
            throw invalid(text, "'" + tag.get() + "' is not a tag");
        }
        if (registry.equals(DOCKER_HUB) && !path.contains("/")) {
            path = "library/" + path;
        }
        return new ImageReference(
                registry, path, tag, Optional.ofNullable(parts.group("digest")).map(Digest::new));
    }

    private static boolean isHost(String first) {
        return first.contains(".")
                || first.contains(":")
                || first.equals("localhost")
                || !first.toLowerCase(java.util.Locale.ROOT).equals(first);
    }

    private static IllegalArgumentException invalid(String text, String cause) {
        return new IllegalArgumentException("'" + text + "' is not an image reference: " + cause);
    }

    /** Registry and repository, in full. */
    public String name() {
        return registry + "/" + repository;
    }

    /** Whether a text from elsewhere can be a tag. */
    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /**
     * The same image by another tag; a digest is dropped, since it says which image the old tag was.
     *
     * @throws IllegalArgumentException if the engine would not take the tag
     */
    public ImageReference withTag(String newTag) {
        if (!isTag(newTag)) {
            throw new IllegalArgumentException(
                    "'" + newTag + "' is not a tag: use letters, digits, '.', '_' and '-'," + " at most 128");
        }
        return new ImageReference(registry, repository, Optional.of(newTag), Optional.empty());
    }

    /** The same name and tag, held to one content. */
    public ImageReference withDigest(Digest newDigest) {
        return new ImageReference(registry, repository, tag, Optional.of(newDigest));
    }

    /** With {@code latest} where neither tag nor digest was written. */
    public ImageReference withDefaultTag() {
        return tag.isPresent() || digest.isPresent() ? this : withTag("latest");
    }

    /** The short form that people write and {@code docker} prints: without {@code docker.io/} and {@code library/}. */
    public String familiar() {
        String name = name();
        if (registry.equals(DOCKER_HUB)) {
            name = repository.startsWith("library/") && repository.indexOf('/', 8) < 0
                    ? repository.substring(8)
                    : repository;
        }
        return name
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }

    /** The short form without the digest, where a tag says enough to a reader. */
    public String brief() {
        return tag.map(name -> withTag(name).familiar()).orElseGet(this::familiar);
    }

    /** The full form, as the engine is asked for it. */
    @Override
    public String toString() {
        return name()
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }
}
