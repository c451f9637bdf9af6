package io.jenkins.plugins.flaskbbswarm.compose.check;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Service;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;

import java.util.Optional;

/** An image whose name says nothing of its content: each node may run another one. */
final class ImageLint implements Lint {
    @Override
    public void check(Service service, Stack stack, Findings findings) {
        Optional<ImageReference> image = parse(service.image());
        if (image.isEmpty() || image.get().digest().isPresent()) {
            return;
        }
        String tag = image.get().tag().orElse("");
        if (tag.isEmpty()) {
            findings.add("image", "the image has no tag, which means 'latest'", "name a version");
        } else if (tag.equals("latest")) {
            findings.add("image", "'latest' is another image every other day", "name a version, or add the digest");
        }
    }

    private static Optional<ImageReference> parse(String image) {
        try {
            return Optional.of(ImageReference.parse(image));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // an error of its own
        }
    }
}
