package io.jenkins.plugins.flaskbbswarm.preview.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewBench;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewClosed;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewResult;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewSweep;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.SweepResult;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The life of previews on a fake swarm, each test read as a transcript. */
class PreviewTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

    @TempDir
    private Path directory;

    private PreviewBench bench;

    @BeforeEach
    void connect() throws Exception {
        bench = new PreviewBench(swarm.address(), directory);
    }

    @AfterEach
    void close() {
        bench.close();
        swarm.close();
    }

    @Test
    void aPreviewHasAllOfItsOwnAndLeavesNothing() throws Exception {
        PreviewResult up = bench.up(12);

        assertThat(up.preview().address()).isEqualTo("http://pr-12.example.org/");
        assertThat(up.preview().expires()).isEqualTo(bench.now().plus(Duration.ofHours(1)));
        assertThat(bench.objects())
                .isEqualTo(Map.of(
                        "services", Set.of("pr-12_app"),
                        "networks", Set.of("pr-12_default"),
                        "secrets", Set.of("pr-12_connection", "pr-12_key"),
                        "configs", Set.of("pr-12_site", "pr-12_preview", "pr-12_release-1")));
        assertThat(bench.databases().names()).hasSize(1);

        assertThat(bench.down(12)).isPresent();
        assertThat(bench.objects()).isEmpty();
        assertThat(bench.databases().names()).isEmpty();
        assertThat(bench.down(12)).isEmpty();
    }

    @Test
    void everythingCarriesTheLabels() throws Exception {
        bench.up(12);

        for (JsonNode object : bench.engine().secrets().list(Filters.none())) {
            assertThat(object.at("/Spec/Labels")
                            .path(PreviewLabels.PULL_REQUEST)
                            .asText())
                    .isEqualTo("12");
        }
        assertThat(bench.engine().services().list(Filters.label(PreviewLabels.REPOSITORY, "forum/forum")))
                .hasSize(1);
        assertThat(bench.engine().networks().list(Filters.label(PreviewLabels.STACK, "pr-12")))
                .hasSize(1);
    }

    @Test
    void aPushThatChangesNothingRenewsTheLeaseAndTouchesNoService() throws Exception {
        bench.up(12);
        bench.later(Duration.ofMinutes(30));
        swarm.forgetRequests();

        PreviewResult pushed = bench.up(12);
        assertThat(pushed.deployed().changed()).isFalse();
        assertThat(pushed.preview().expires()).isEqualTo(bench.now().plus(Duration.ofHours(1)));
        assertThat(swarm.writes()).extracting(Recorded::path).allMatch(path -> path.startsWith("/configs/"));
    }

    @Test
    void aCloseDuringCreationWins() throws Exception {
        CompletableFuture<Optional<Preview>> closed = new CompletableFuture<>();
        bench.listen(event -> {
            if (event instanceof Event.PhaseStarted phase && phase.phase().equals("Roll out")) {
                closeMeanwhile(closed);
            }
        });

        assertThatThrownBy(() -> bench.up(12))
                .isInstanceOf(PreviewClosed.class)
                .hasMessage("The preview pr-12 (forum/forum #12) was closed while it was being made; nothing of it is"
                        + " left.");
        closed.get();
        assertThat(bench.objects()).isEmpty();
        assertThat(bench.databases().names()).isEmpty();
    }

    private void closeMeanwhile(CompletableFuture<Optional<Preview>> closed) {
        Thread thread = new Thread(() -> {
            try {
                closed.complete(bench.down(12));
            } catch (Exception e) {
                closed.completeExceptionally(e);
            }
        });
        thread.start();
        try {
            while (bench.previews().get(0).state() != Preview.State.CLOSING) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFailedCreationLeavesNothing() throws Exception {
        swarm.image("busybox:latest").crashes();

        assertThatThrownBy(() -> bench.up(12))
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("pr-12_app");
        assertThat(bench.objects()).isEmpty();
        assertThat(bench.databases().names()).isEmpty();
    }

    @Test
    void aFailedPushKeepsThePreview() throws Exception {
        bench.up(12);
        Map<String, Set<String>> before = bench.objects();
        bench.stack(PreviewBench.STACK.replace("sleep 1000", "echo new; exit 3"));

        assertThatThrownBy(() -> bench.up(12)).isInstanceOf(ReleaseFailedException.class);
        assertThat(bench.objects()).isEqualTo(before);
        assertThat(bench.databases().names()).hasSize(1);
    }

    @Test
    void aRemovalThatFailsIsToldAndTriedAgain() throws Exception {
        bench.up(12);
        bench.databases().broken(true);
        assertThatThrownBy(() -> bench.down(12))
                .isInstanceOf(PreviewFailedException.class)
                .hasMessageContaining("the server is down")
                .hasMessageContaining("leave it to the next sweep");
        assertThat(bench.previews()).extracting(Preview::state).containsExactly(Preview.State.CLOSING);

        SweepResult failed = bench.sweep(Optional.empty());
        assertThat(failed.isClean()).isFalse();
        assertThat(failed.swept().get(0).left()).singleElement().asString().contains("the server is down");

        bench.databases().broken(false);
        assertThat(bench.sweep(Optional.empty()).isClean()).isTrue();
        assertThat(bench.objects()).isEmpty();
        assertThat(bench.databases().names()).isEmpty();
    }

    @Test
    void aPreviewIsMadeAnewAfterARemovalThatDied() throws Exception {
        bench.up(12);
        bench.databases().broken(true);
        assertThatThrownBy(() -> bench.down(12)).isInstanceOf(PreviewFailedException.class);
        bench.databases().broken(false);

        assertThat(bench.up(12).preview().state()).isEqualTo(Preview.State.READY);
        assertThat(bench.databases().names()).hasSize(1);
    }

    @Test
    void volumesGoToo() throws Exception {
        bench.up(12);
        swarm.hasVolume("pr-12_data", Map.of(Namespace.LABEL, "pr-12"));
        swarm.hasVolume("other_data", Map.of(Namespace.LABEL, "other"));
        bench.down(12);
        assertThat(bench.objects()).isEqualTo(Map.of("volumes", Set.of("other_data")));
    }

    @Test
    void sweepKnowsClosedExpiredAndDead() throws Exception {
        for (int number : List.of(1, 2, 3)) {
            bench.up(number);
        }
        bench.later(Duration.ofMinutes(50));
        bench.up(1);
        bench.later(Duration.ofMinutes(20));
        swarm.diesAfterWrites(8);
        assertThatThrownBy(() -> bench.up(4)).isInstanceOf(Exception.class);
        swarm.isWell();
        bench.buryTheDead();

        SweepResult dry = bench.sweep(new PreviewSweep.Options(Optional.empty(), Duration.ZERO, true));
        SweepResult swept = bench.sweep(Optional.empty());
        assertThat(dry).isEqualTo(swept);
        assertThat(swept.swept())
                .extracting(SweepResult.Swept::stack, SweepResult.Swept::reason)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                new Namespace("pr-2"), "its lease ended at 2026-01-01T01:00:00Z"),
                        org.assertj.core.groups.Tuple.tuple(
                                new Namespace("pr-3"), "its lease ended at 2026-01-01T01:00:00Z"),
                        org.assertj.core.groups.Tuple.tuple(new Namespace("pr-4"), "its creation did not finish"));

        assertThat(bench.sweep(Optional.of(Set.of(2))).swept())
                .extracting(SweepResult.Swept::reason)
                .containsExactly("its pull request is closed");
        assertThat(bench.objects()).isEmpty();
        assertThat(bench.databases().names()).isEmpty();
    }

    @Test
    void aPreviewYoungerThanTheListOfOpenOnesStays() throws Exception {
        bench.up(12);
        PreviewSweep.Options options = new PreviewSweep.Options(Optional.of(Set.of()), Duration.ofMinutes(10), false);
        bench.later(Duration.ofMinutes(9));
        assertThat(bench.sweep(options).swept()).isEmpty();
        bench.later(Duration.ofMinutes(2));
        assertThat(bench.sweep(options).swept()).hasSize(1);
    }

    @Test
    void orphansGoByTheirLabels() throws Exception {
        bench.up(12);
        for (JsonNode lease : bench.engine().configs().list(Filters.label(PreviewLabels.EXPIRES))) {
            bench.engine().configs().remove(lease.path("ID").asText());
        }
        assertThat(bench.sweep(Optional.empty()).swept())
                .extracting(SweepResult.Swept::reason)
                .contains("it has no lease");
        assertThat(bench.objects()).isEmpty();
    }
}
