package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.List;
import java.util.Optional;

/**
 * What a service is to run.
 *
 * @param reference held to one content by a digest wherever a registry knows one
 * @param platforms what the image was made for; empty if nobody knows
 * @param localId the engine's ID of an image that no registry holds, which is another when it is built anew
 */
public record PinnedImage(ImageReference reference, List<Platform> platforms, Optional<String> localId) {
    public PinnedImage {
        platforms = List.copyOf(platforms);
    }

    /** One that a registry holds. */
    public PinnedImage(ImageReference reference, List<Platform> platforms) {
        this(reference, platforms, Optional.empty());
    }

    /** One that only the engine holds. */
    public static PinnedImage local(ImageReference reference, String id) {
        return new PinnedImage(reference, List.of(), Optional.of(id));
    }

    /** One of which nothing but the name is known. */
    public static PinnedImage of(ImageReference reference) {
        return new PinnedImage(reference, List.of());
    }
}
