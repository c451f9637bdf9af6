package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.Digest;

import java.util.List;

/** What has to be done so that the registry holds an image under all its tags; made before anything is done. */
public sealed interface BuildDecision {
    /** What is to be made. */
    ImageBuild request();

    /** SHA-256 over what the image is made from, 64 hex digits. */
    String source();

    /** In a few words, for a plan or a log. */
    String reason();

    /** Nothing: the registry holds the image of these very sources, and each tag points to it. */
    record UpToDate(ImageBuild request, String source, Digest digest) implements BuildDecision {
        @Override
        public String reason() {
            return "unchanged, the registry holds it as " + digest.brief();
        }
    }

    /** The registry holds the image, but {@code tags} are missing or point elsewhere. */
    record MoveTags(ImageBuild request, String source, Digest digest, List<String> tags) implements BuildDecision {
        public MoveTags {
            tags = List.copyOf(tags);
        }

        @Override
        public String reason() {
            return "unchanged, but the registry lacks " + tags + " for " + digest.brief();
        }
    }

    /** It must be built. */
    record Build(ImageBuild request, String source, String reason) implements BuildDecision {}
}
