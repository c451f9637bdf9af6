package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.images.RegistryTags;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What becomes of a tag of a preview that ends: decided before anything is removed. */
sealed interface TagDecision {
    /** The registry has no such tag. */
    record Gone(ImageReference tag) implements TagDecision {}

    /** It stays, since {@code user} needs it. */
    record Kept(ImageReference tag, String user) implements TagDecision {}

    /** It goes, and its image stays for {@code others}. */
    record Parted(ImageReference tag, SortedSet<String> others) implements TagDecision {}

    /** It goes with its image, and with the marks of builds that this image has, if any. */
    record Removed(ImageReference tag, Digest digest) implements TagDecision {}

    /**
     * Decides about one tag.
     *
     * @param going all tags of the preview in this repository, {@code tag} among them
     * @param held what the registry holds there
     * @param needs of everybody but the preview
     */
    static TagDecision of(
            ImageReference tag, Collection<ImageReference> going, SortedMap<String, Digest> held, TagReferences needs) {
        Optional<Digest> digest = Optional.ofNullable(held.get(tag.tag().orElseThrow()));
        if (digest.isEmpty()) {
            return new Gone(tag);
        }
        Optional<String> user = needs.userOf(tag);
        if (user.isPresent()) {
            return new Kept(tag, user.get());
        }
        Set<String> ours = going.stream()
                .filter(each -> needs.userOf(each).isEmpty())
                .map(each -> each.tag().orElseThrow())
                .collect(Collectors.toSet());
        SortedSet<String> others = held.keySet().stream()
                .filter(other -> held.get(other).equals(digest.get()))
                .filter(Predicate.not(ours::contains))
                .filter(Predicate.not(RegistryTags::isMark))
                .collect(Collectors.toCollection(TreeSet::new));
        // Who is about to push may have found the image by its mark, and counts on it.
        others.addAll(needs.coming(tag, held.keySet()));
        if (!others.isEmpty()) {
            return new Parted(tag, others);
        }
        return needs.userOf(digest.get())
                .<TagDecision>map(running -> new Kept(tag, running))
                .orElseGet(() -> new Removed(tag, digest.get()));
    }
}
