package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.List;

/**
 * What a service is to run.
 *
 * @param reference held to one content by a digest wherever a registry knows one
 * @param platforms what the image was made for; empty if nobody knows
 */
public record PinnedImage(ImageReference reference, List<Platform> platforms) {
    public PinnedImage {
        platforms = List.copyOf(platforms);
    }

    /** One of which nothing but the name is known. */
    public static PinnedImage of(ImageReference reference) {
        return new PinnedImage(reference, List.of());
    }
}
