package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An image that the registry holds.
 *
 * @param pinned name, first tag and digest: what a service is to run
 * @param built whether it was built just now, rather than found
 * @param pushed the tags that were pushed just now
 */
public record BuiltImage(ImageReference pinned, boolean built, SortedSet<String> pushed) {
    public BuiltImage {
        pushed = Collections.unmodifiableSortedSet(new TreeSet<>(pushed));
    }
}
