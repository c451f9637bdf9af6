package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.List;
import java.util.Optional;

/**
 * An image that is ready to be pushed, or needs not be: the step between build and push.
 *
 * @param source SHA-256 over what it is made from, 64 hex digits; one that was built has its mark as a name on the engine
 * @param built whether it was built just now
 * @param digest of the image in the registry, where it is known already
 * @param tags to be pushed; none if the registry holds all
 */
public record LocalImage(ImageBuild request, String source, boolean built, Optional<Digest> digest, List<String> tags) {
    public LocalImage {
        tags = List.copyOf(tags);
    }

    /** The name that says which sources the image is made from. */
    public ImageReference mark() {
        return request.repository().withTag(new SourceHash(source).tag());
    }
}
