package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.ImageException;
import io.jenkins.plugins.flaskbbswarm.images.RegistryTags;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.stack.Digest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Removes the tags of a preview from their registries when its stack is gone, as far as nobody else needs them. */
public final class PreviewTags {
    private final Engine engine;
    private final RegistryTags registry;
    private final Optional<String> only;
    private final EventSink events;

    PreviewTags(Engine engine, RegistryTags registry, EventSink events) {
        this(engine, registry, Optional.empty(), events);
    }

    /** @param only the one registry that is spoken to; all if empty */
    PreviewTags(Engine engine, RegistryTags registry, Optional<String> only, EventSink events) {
        this.only = only;
        this.engine = engine;
        this.registry = registry;
        this.events = events;
    }

    /**
     * Returns what is still there though it was to go, a sentence each. One preview at a time: of two with the same image,
     * the second takes it along.
     */
    synchronized List<String> remove(Preview preview) throws InterruptedException {
        Map<String, List<ImageReference>> byRepository = preview.tags().stream()
                .filter(tag -> maySpeakTo(preview, tag))
                .collect(Collectors.groupingBy(ImageReference::name, TreeMap::new, Collectors.toList()));
        List<String> left = new ArrayList<>();
        for (Map.Entry<String, List<ImageReference>> repository : byRepository.entrySet()) {
            try {
                remove(preview, repository.getValue());
            } catch (ImageException | EngineException e) {
                left.add("the tags of " + repository.getKey() + " could not be removed: " + e.getMessage());
            }
        }
        return left;
    }

    private boolean maySpeakTo(Preview preview, ImageReference tag) {
        boolean may = only.isEmpty() || only.get().equals(tag.registry());
        if (!may) {
            events.emit(new Event.Warning(
                    preview.toString(),
                    tag.familiar() + " stays in its registry: Jenkins' controller speaks to that of the target only",
                    "remove it there, or name the registry in the target"));
        }
        return may;
    }

    /** What the registry holds is read first: who comes to need it after that has a lease, which is read then. */
    private void remove(Preview preview, List<ImageReference> going) throws InterruptedException {
        SortedMap<String, Digest> held = registry.of(going.get(0));
        TagReferences needs = new TagReferenceScanner(engine, preview.stack()).needs();
        for (ImageReference tag : going) {
            if (carryOut(TagDecision.of(tag, going, held, needs)) == RegistryTags.Answer.DISABLED) {
                warn(preview, tag);
                return;
            }
        }
    }

    private RegistryTags.Answer carryOut(TagDecision fate) throws InterruptedException {
        if (fate instanceof TagDecision.Kept kept) {
            note(kept.tag(), "stays in the registry, since " + kept.user() + " needs it");
        } else if (fate instanceof TagDecision.Parted parted) {
            RegistryTags.Answer answer = registry.untag(parted.tag());
            noteRemoved(answer, parted.tag(), "; its image stays for " + String.join(", ", parted.others()));
            return answer;
        } else if (fate instanceof TagDecision.Removed removed) {
            RegistryTags.Answer answer = registry.remove(removed.tag(), removed.digest());
            noteRemoved(answer, removed.tag(), "");
            return answer;
        }
        return RegistryTags.Answer.GONE;
    }

    private void noteRemoved(RegistryTags.Answer answer, ImageReference tag, String rest) {
        if (answer == RegistryTags.Answer.GONE) {
            note(tag, "removed from the registry" + rest);
        }
    }

    private void note(ImageReference tag, String text) {
        events.emit(new Event.Note(tag.familiar(), text));
    }

    private void warn(Preview preview, ImageReference tag) {
        events.emit(new Event.Warning(
                preview.toString(),
                "its tags stay in the registry " + tag.registry() + ", which removes nothing",
                "enable deletion there (REGISTRY_STORAGE_DELETE_ENABLED=true for Docker's own registry), or leave"
                        + " preview.remove-tags out"));
    }
}
