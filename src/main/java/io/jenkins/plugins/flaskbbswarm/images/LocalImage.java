package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.Digest;

import java.util.List;
import java.util.Optional;

/**
 * An image that is ready to be pushed, or needs not be: the step between build and push.
 *
 * @param built whether it was built just now
 * @param id the image on the engine; none if nothing is to be pushed
 * @param digest of the image in the registry, where it is known already
 * @param tags to be pushed; none if the registry holds all
 */
public record LocalImage(
        ImageBuild request, boolean built, Optional<String> id, Optional<Digest> digest, List<String> tags) {
    public LocalImage {
        tags = List.copyOf(tags);
    }
}
