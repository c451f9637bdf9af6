package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.Fingerprint;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * What an image is made from, as one number: the context as it is sent, the Dockerfile's name, build arguments, target
 * and platform. Two builds of equal hash make images that are as good as equal; what base images are at the moment
 * does not count.
 *
 * <p>It is a tag of the image and deliberately no label: a label is part of the image's digest, and a change in a file
 * that no step copies would then restart services for nothing.
 *
 * @param hex SHA-256, 64 digits
 */
record SourceHash(String hex) {
    /** Reads the whole context once. */
    static SourceHash of(BuildContext context, ImageBuild build) {
        try {
            return copy(context, build, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("a stream to nowhere failed", e);
        }
    }

    /** Writes the context as a tar and hashes it on the way. */
    static SourceHash copy(BuildContext context, ImageBuild build, OutputStream out) throws IOException {
        MessageDigest sum = Fingerprint.sum();
        context.writeTo(new DigestOutputStream(out, sum));
        // Each field is counted, so that no two different builds are the same bytes.
        field(sum, "1");
        field(sum, context.dockerfile());
        field(sum, build.target().orElse(""));
        field(sum, build.platform().orElse(""));
        build.buildArgs().forEach((name, value) -> {
            field(sum, name);
            field(sum, value);
        });
        return new SourceHash(Fingerprint.of(sum, 64));
    }

    /** The tag by which a registry is asked for the image: all of it, since whoever chooses sources can make a part meet. */
    String tag() {
        return "src-" + hex;
    }

    /** Whether a tag is one of these, or of those that had 16 digits. */
    static boolean isTag(String tag) {
        return tag.matches("src-[0-9a-f]{16}([0-9a-f]{48})?");
    }

    private static void field(MessageDigest sum, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sum.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sum.update(bytes);
    }
}
