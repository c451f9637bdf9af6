package io.jenkins.plugins.flaskbbswarm.preview.config;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The labels of previews. Three of them are on everything that belongs to one; what changes with each push is on the
 * lease alone, so that a push that changes nothing changes no service either.
 */
public final class PreviewLabels {
    public static final String STACK = Labels.PREVIEW + "stack";
    public static final String REPOSITORY = Labels.PREVIEW + "repository";
    static final String PULL_REQUEST = Labels.PREVIEW + "pull-request";
    public static final String EXPIRES = Labels.PREVIEW + "expires";
    public static final String CLOSING = Labels.PREVIEW + "closing";
    /** Which server it is that was made for the preview alone. */
    public static final String SERVER = Labels.PREVIEW + "server";

    public static final String READY = Labels.PREVIEW + "ready";

    private static final String COMMIT = Labels.PREVIEW + "commit";
    private static final String BUILD = Labels.PREVIEW + "build";
    private static final String CREATED = Labels.PREVIEW + "created";
    private static final String RENEWED = Labels.PREVIEW + "renewed";
    private static final String ADDRESS = Labels.PREVIEW + "address";
    private static final String DATABASE = Labels.PREVIEW + "database";
    private static final String REDIS = Labels.PREVIEW + "redis";
    public static final String TAGS = Labels.PREVIEW + "tags";

    private PreviewLabels() {}

    /** What is on everything of a preview. */
    public static Map<String, String> common(Namespace stack, String repository, int pullRequest) {
        return Map.of(STACK, stack.name(), REPOSITORY, repository, PULL_REQUEST, Integer.toString(pullRequest));
    }

    /** What is on its lease; a mark that it is to close is not among them, since nobody but a close sets it. */
    public static Map<String, String> lease(Preview preview) {
        Map<String, String> labels =
                new TreeMap<>(common(preview.stack(), preview.repository(), preview.pullRequest()));
        preview.commit().ifPresent(commit -> labels.put(COMMIT, commit));
        labels.put(BUILD, preview.build());
        labels.put(CREATED, preview.created().toString());
        labels.put(RENEWED, preview.renewed().toString());
        labels.put(EXPIRES, preview.expires().toString());
        labels.put(ADDRESS, preview.address());
        preview.database().ifPresent(name -> labels.put(DATABASE, name));
        preview.redis().ifPresent(number -> labels.put(REDIS, Integer.toString(number)));
        if (!preview.tags().isEmpty()) {
            labels.put(
                    TAGS, preview.tags().stream().map(ImageReference::toString).collect(Collectors.joining(" ")));
        }
        return labels;
    }

    public static Preview read(Map<String, String> labels) {
        String redis = labels.getOrDefault(REDIS, "");
        return new Preview(
                new Namespace(labels.getOrDefault(STACK, "unknown")),
                labels.getOrDefault(REPOSITORY, ""),
                Integer.parseInt(labels.getOrDefault(PULL_REQUEST, "0")),
                Optional.ofNullable(labels.get(COMMIT)),
                labels.getOrDefault(BUILD, ""),
                time(labels, CREATED),
                time(labels, RENEWED),
                time(labels, EXPIRES),
                labels.getOrDefault(ADDRESS, ""),
                state(labels),
                Optional.ofNullable(labels.get(DATABASE)),
                redis.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(redis)),
                Stream.of(labels.getOrDefault(TAGS, "").split(" "))
                        .filter(tag -> !tag.isEmpty())
                        .map(ImageReference::parse)
                        .toList());
    }

    private static Preview.State state(Map<String, String> labels) {
        if (labels.containsKey(CLOSING)) {
            return Preview.State.CLOSING;
        }
        return labels.containsKey(READY) ? Preview.State.READY : Preview.State.CREATING;
    }

    private static Instant time(Map<String, String> labels, String name) {
        return Instant.parse(labels.getOrDefault(name, Instant.EPOCH.toString()));
    }
}
