package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.PinnedImage;

/** What a service is to run for an image that its author named. */
public sealed interface Resolution {
    /** What to write into the service's spec. */
    PinnedImage pinned();

    /** Its reference. */
    default ImageReference image() {
        return pinned().reference();
    }

    /** Held to one content by a digest. */
    record Resolved(PinnedImage pinned) implements Resolution {}

    /** No registry has it, but the only node of the swarm does: as it was written, whatever it is later. */
    record LocalOnly(PinnedImage pinned) implements Resolution {}
}
