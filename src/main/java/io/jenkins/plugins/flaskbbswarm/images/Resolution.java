package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

/** What a service is to run for an image that its author named. */
public sealed interface Resolution {
    /** What to write into the service's spec. */
    ImageReference image();

    /** Held to one content by a digest. */
    record Resolved(ImageReference image) implements Resolution {}

    /** No registry has it, but the only node of the swarm does: as it was written, whatever it is later. */
    record LocalOnly(ImageReference image) implements Resolution {}
}
