package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/**
 * An image to be built: from what, how, and under which names.
 *
 * @param context the directory that the build may copy from
 * @param repository registry and repository; a tag or digest in it is dropped
 * @param tags the image's tags, at least one; the first one is written before the digest where the image is pinned
 * @param dockerfile relative to the context; {@code Dockerfile} by default
 * @param buildArgs values of the Dockerfile's {@code ARG}s. They end in the image's history: no place for secrets
 * @param target the stage to stop at; the last one by default
 * @param platform such as {@code linux/arm64}; the engine's own by default
 * @param labels more labels for the image. They do not count when an image is compared with what the registry holds,
 *     since a build number in a label would make each build another
 * @param noCache runs all steps anew, even if nothing changed
 * @param pull asks the registries for newer base images, and so builds even if the context did not change
 * @param hidden files and folders of the context that the builder must not get; none by default
 * @param isolation if its author is not trusted; empty by default
 */
public record ImageBuild(
        Path context,
        ImageReference repository,
        List<String> tags,
        String dockerfile,
        SortedMap<String, String> buildArgs,
        Optional<String> target,
        Optional<String> platform,
        SortedMap<String, String> labels,
        boolean noCache,
        boolean pull,
        Predicate<Path> hidden,
        Optional<IsolatedBuild> isolation) {

    /** @throws IllegalArgumentException if there is no tag, or one is none */
    public ImageBuild {
        requireNonNull(context, "context is null");
        requireNonNull(dockerfile, "dockerfile is null");
        repository =
                new ImageReference(repository.registry(), repository.repository(), Optional.empty(), Optional.empty());
        requireNonNull(target, "target is null");
        requireNonNull(platform, "platform is null");
        requireNonNull(hidden, "hidden is null");
        requireNonNull(isolation, "isolation is null");
        tags = tags.stream().distinct().toList();
        buildArgs = Collections.unmodifiableSortedMap(new TreeMap<>(buildArgs));
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("the image " + repository.familiar() + " needs at least one tag");
        }
        for (String tag : tags) {
            tagged(repository, tag);
        }
    }

    /**
     * The name that an image gets by one of its tags.
     *
     * @throws IllegalArgumentException if Docker would not take the tag, or it is of those that say which sources an image
     *     is made from
     */
    public static ImageReference tagged(ImageReference repository, String tag) {
        if (SourceHash.isTag(tag)) {
            throw new IllegalArgumentException("'" + tag
                    + "' is one of the tags that say which sources an image is made from; choose another one");
        }
        return repository.withTag(tag);
    }

    /** A build with all defaults, to be refined. */
    public static Builder of(Path context, ImageReference repository, List<String> tags) {
        return new Builder(context, repository, tags);
    }

    /** Whether it is built even if the registry has an image of the same sources. */
    public boolean isAnew() {
        return noCache || pull;
    }

    /** The image by its first tag. */
    public ImageReference firstTag() {
        return repository.withTag(tags.get(0));
    }

    /** Without the values of build arguments, since people put secrets there. */
    @Override
    public String toString() {
        return "ImageBuild[" + repository.name() + " " + tags + " from " + context + "/" + dockerfile + ", args "
                + buildArgs.keySet() + "]";
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private final Path context;
        private final ImageReference repository;
        private final List<String> tags;
        private String dockerfile = "Dockerfile";
        private SortedMap<String, String> buildArgs = new TreeMap<>();
        private Optional<String> target = Optional.empty();
        private Optional<String> platform = Optional.empty();
        private SortedMap<String, String> labels = new TreeMap<>();
        private boolean noCache;
        private boolean pull;
        private Predicate<Path> hidden = file -> false;
        private Optional<IsolatedBuild> isolation = Optional.empty();

        private Builder(Path context, ImageReference repository, List<String> tags) {
            this.context = context;
            this.repository = repository;
            this.tags = tags;
        }

        public Builder dockerfile(String path) {
            dockerfile = path;
            return this;
        }

        public Builder buildArgs(Map<String, String> args) {
            buildArgs = new TreeMap<>(args);
            return this;
        }

        public Builder target(String stage) {
            target = Optional.of(stage);
            return this;
        }

        public Builder platform(String name) {
            platform = Optional.of(name);
            return this;
        }

        public Builder labels(Map<String, String> more) {
            labels = new TreeMap<>(more);
            return this;
        }

        public Builder noCache(boolean wanted) {
            noCache = wanted;
            return this;
        }

        public Builder pull(boolean wanted) {
            pull = wanted;
            return this;
        }

        public Builder hidden(Predicate<Path> files) {
            hidden = files;
            return this;
        }

        public Builder isolation(Optional<IsolatedBuild> terms) {
            isolation = terms;
            return this;
        }

        /** @throws IllegalArgumentException if there is no tag, or one is none */
        public ImageBuild build() {
            return new ImageBuild(
                    context,
                    repository,
                    tags,
                    dockerfile,
                    buildArgs,
                    target,
                    platform,
                    labels,
                    noCache,
                    pull,
                    hidden,
                    isolation);
        }
    }
}
