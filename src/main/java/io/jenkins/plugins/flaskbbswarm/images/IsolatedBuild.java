package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The build of somebody who is not trusted, on a builder that others share.
 *
 * @param cacheNamespace of its cache mounts: builds of other names do not see what it leaves there. Without a slash
 * @param knownBase which base images are allowed as they are. Any other is fetched from its registry each time, since what
 *     only the builder's own store has is somebody else's
 * @param baseCheck looks at the configuration of each base image that was fetched, or refuses it
 */
public record IsolatedBuild(
        String cacheNamespace, Predicate<ImageReference> knownBase, BiConsumer<ImageReference, JsonNode> baseCheck) {
    /** What BuildKit puts before the name of each cache mount, whatever the Dockerfile says. */
    static final String CACHE_NAMESPACE = "BUILDKIT_CACHE_MOUNT_NS";
}
