package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Images that somebody in the swarm needs, and who that is.
 *
 * @param tags by name and tag
 * @param digests by content: what runs, and what can be rolled back to
 */
record TagReferences(Map<ImageReference, String> tags, Map<Digest, String> digests) {
    TagReferences {
        tags = Map.copyOf(tags);
        digests = Map.copyOf(digests);
    }

    Optional<String> userOf(ImageReference tag) {
        return Optional.ofNullable(tags.get(tag));
    }

    Optional<String> userOf(Digest digest) {
        return Optional.ofNullable(digests.get(digest));
    }

    /** The tags that are needed in the repository of {@code image} and not there yet. */
    Set<String> coming(ImageReference image, Set<String> held) {
        return tags.keySet().stream()
                .filter(tag -> tag.name().equals(image.name()))
                .flatMap(tag -> tag.tag().stream())
                .filter(tag -> !held.contains(tag))
                .collect(Collectors.toSet());
    }
}
