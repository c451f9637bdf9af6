package io.jenkins.plugins.flaskbbswarm.preview.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.images.FakeRegistry;
import io.jenkins.plugins.flaskbbswarm.images.FakeRegistry.Trait;
import io.jenkins.plugins.flaskbbswarm.images.RegistryTags;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewBench;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewLabels;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tags go with their preview, or it is said why not. */
class PreviewTagsTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

    @TempDir
    private Path directory;

    private FakeRegistry registry;
    private PreviewBench bench;

    @BeforeEach
    void aPreviewWithATag() throws Exception {
        registry = new FakeRegistry(directory);
        bench = new PreviewBench(swarm.address(), directory);
        bench.tags(on ->
                new PreviewTags(on, new RegistryTags(registry.logins(), Optional.of(registry.ca())), bench::heard));
        bench.up(12);
        claim(12, "app:pr-12", "app:pr-12-old");
        registry.push("app:pr-12", "red");
        registry.push("app:other", "blue");
    }

    @AfterEach
    void close() {
        bench.close();
        swarm.close();
        registry.close();
    }

    /** As if they had been pushed for it. */
    private void claim(int pullRequest, String... tags) throws Exception {
        Leases leases = new Leases(bench.engine());
        Lease lease = leases.find(new Namespace("pr-" + pullRequest)).orElseThrow();
        String label = String.join(
                " ",
                java.util.stream.Stream.of(tags)
                        .map(tag -> registry.image(tag).toString())
                        .toList());
        bench.engine().configs().list(Filters.label(PreviewLabels.EXPIRES)).stream()
                .filter(config -> config.path("ID").asText().equals(lease.id()))
                .findFirst()
                .ifPresent(config -> {
                    ObjectNode spec = config.path("Spec").deepCopy();
                    spec.withObject("/Labels").put(PreviewLabels.TAGS, label);
                    try {
                        bench.engine()
                                .configs()
                                .update(lease.id(), config.at("/Version/Index").asLong(), spec);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Test
    void goWhenItIsClosed() throws Exception {
        bench.down(12);
        assertThat(registry.tags()).containsExactly("app:other");
        assertThat(bench.events())
                .contains(new Event.Note(registry.image("app:pr-12").familiar(), "removed from the registry"));
    }

    @Test
    void stayForThePreviewThatHasTheSameImage() throws Exception {
        bench.up(13);
        claim(13, "app:pr-13");
        registry.push("app:pr-13", "red");
        bench.down(12);
        assertThat(registry.tags()).containsExactlyInAnyOrder("app:other", "app:pr-13");
        bench.down(13);
        assertThat(registry.tags()).containsExactly("app:other");
    }

    @Test
    void goWithTheLastOfSeveralThatAreSweptAtOnce() throws Exception {
        for (int number = 13; number < 18; number++) {
            bench.up(number);
            claim(number, "app:pr-" + number);
            registry.push("app:pr-" + number, "red");
        }
        registry.push("app:src-0123456789abcdef", "red");
        assertThat(bench.sweep(Optional.of(Set.of())).swept()).hasSize(6);
        assertThat(registry.tags()).containsExactly("app:other");
    }

    @Test
    void areTriedAgainByTheNextSweepWhenTheRegistryFails() throws Exception {
        registry.with(Trait.BROKEN);
        assertThatThrownBy(() -> bench.down(12))
                .isInstanceOf(PreviewFailedException.class)
                .hasMessageContaining("the tags of " + registry.address() + "/app could not be removed")
                .hasMessageContaining("answers 500");
        assertThat(bench.previews()).extracting(Preview::state).containsExactly(Preview.State.CLOSING);
        assertThat(bench.sweep(Optional.empty()).isClean()).isFalse();

        registry.with();
        assertThat(bench.sweep(Optional.empty()).isClean()).isTrue();
        assertThat(registry.tags()).containsExactly("app:other");
        assertThat(bench.objects()).isEmpty();
    }

    @Test
    void areWarnedOfWhereTheRegistryRemovesNothing() throws Exception {
        registry.with(Trait.REMOVES_NOTHING);
        bench.down(12);
        assertThat(bench.objects()).isEmpty();
        assertThat(bench.events())
                .anyMatch(event -> event instanceof Event.Warning warning
                        && warning.text().contains(registry.address())
                        && warning.remedy().contains("REGISTRY_STORAGE_DELETE_ENABLED=true"));
    }

    @Test
    void areNeededByWhatRunsAndByWhatCanBeRolledBackTo() throws Exception {
        bench.up(13);
        TagReferences needs = new TagReferenceScanner(bench.engine(), new Namespace("pr-12")).needs();
        assertThat(needs.userOf(ImageReference.parse("busybox:latest"))).contains("the service pr-13_app");
        assertThat(needs.digests().values()).containsOnly("the service pr-13_app");

        bench.engine().services().list(Filters.label(Namespace.LABEL, "pr-13")).forEach(service -> {
            try {
                bench.engine().services().remove(service.path("ID").asText());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        TagReferences kept = new TagReferenceScanner(bench.engine(), new Namespace("pr-12")).needs();
        assertThat(kept.tags()).isEmpty();
        assertThat(kept.digests().values()).containsOnly("the release pr-13_release-1");
        assertThat(new TagReferenceScanner(bench.engine(), new Namespace("pr-13"))
                        .needs()
                        .digests())
                .isNotEmpty();
    }
}
