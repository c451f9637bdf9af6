package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** What is done about known previews, as their jobs and swarms go on. */
class PreviewMaintainerTest {
    @TempDir
    private Path folder;

    private final Map<String, PreviewJobs.State> jobs = new HashMap<>();
    private final Map<String, PreviewStatus> swarm = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream log = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private KnownPreviews previews;
    private Instant now = Instant.parse("2026-01-02T00:00:00Z");
    private String broken = "";

    @BeforeEach
    void twoPreviewsAreThere() {
        previews = new KnownPreviews(folder);
        for (int number = 1; number <= 2; number++) {
            previews.remember(SampleKnown.of(number));
            swarm.put("pr-" + number, SampleKnown.seen("READY"));
        }
    }

    private PreviewMaintainer keeper() {
        PreviewJobs states = known -> jobs.getOrDefault(known.note().stack(), PreviewJobs.State.IDLE);
        return new PreviewMaintainer(previews, states, known -> new Caller(), Clock.fixed(now, ZoneOffset.UTC));
    }

    /** A swarm that does as it is told, unless it is broken. */
    private final class Caller implements PreviewCaller {
        @Override
        public void end(KnownPreview known) throws IOException {
            call("end", known);
            swarm.remove(known.note().stack());
        }

        @Override
        public List<String> sweep(KnownPreview known) throws IOException {
            call("sweep", known);
            return List.of("swept " + known.note().repository());
        }

        @Override
        public Map<String, PreviewStatus> statuses(KnownPreview known) throws IOException {
            call("look", known);
            return swarm;
        }

        private void call(String what, KnownPreview known) throws IOException {
            calls.add(what + " " + known.note().stack());
            if (broken.contains(what)) {
                throw new IOException("the swarm is away");
            }
        }
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSwarmIsSweptAndLookedAtOnceForAll() throws Exception {
        keeper().round(log);
        assertThat(calls).containsExactly("sweep pr-1", "look pr-1");
        assertThat(printed()).contains("swept forum/forum");
        assertThat(previews.all())
                .extracting(known -> known.seen().get(0).state())
                .containsExactly("READY", "READY");
    }

    @Test
    void thePreviewOfADeletedJobEnds() throws Exception {
        jobs.put("pr-1", PreviewJobs.State.GONE);
        keeper().round(log);
        assertThat(calls).containsExactly("end pr-1", "sweep pr-2", "look pr-2");
        assertThat(swarm).containsOnlyKeys("pr-2");
        assertThat(previews.all()).extracting(known -> known.note().stack()).containsExactly("pr-2");
    }

    @Test
    void whatFailsIsToldAndTriedAgain() throws Exception {
        KnownPreview first = previews.all().get(0);
        broken = "end";
        keeper().close(first);
        keeper().end(first, log);
        assertThat(printed())
                .contains("The preview pr-1 (forum/forum #1) of the deleted job forum/PR-1 could not be removed;"
                        + " the next round tries again: the swarm is away");
        assertThat(previews.all().get(0).problem()).isEqualTo("the swarm is away");

        broken = "";
        now = now.plus(Duration.ofHours(1));
        keeper().round(log);
        assertThat(swarm).containsOnlyKeys("pr-2");
        assertThat(previews.all()).hasSize(1);
    }

    @Test
    void aPreviewThatABuildMadeAgainStays() throws Exception {
        KnownPreview first = previews.all().get(0);
        keeper().close(first);
        previews.remember(SampleKnown.of(1));
        keeper().end(first, log);
        assertThat(calls).isEmpty();
        assertThat(swarm).containsKey("pr-1");
    }

    @Test
    void whatCannotBeRemovedForAMonthIsGivenUp() throws Exception {
        broken = "end";
        keeper().close(previews.all().get(0));
        now = now.plus(Duration.ofDays(31));
        keeper().round(log);
        assertThat(previews.all()).hasSize(1);
        assertThat(printed()).contains("could not be removed for 30 days and is given up: the swarm is away");
    }

    @Test
    void aPreviewThatIsNotThereIsForgottenUnlessABuildMayBeMakingIt() throws Exception {
        swarm.clear();
        jobs.put("pr-2", PreviewJobs.State.BUILDING);
        keeper().check(log);
        assertThat(previews.all()).extracting(known -> known.note().stack()).containsExactly("pr-2");
    }

    @Test
    void aSwarmThatDoesNotAnswerForgetsNothing() throws Exception {
        broken = "sweep look";
        keeper().round(log);
        assertThat(previews.all()).hasSize(2);
        assertThat(printed())
                .contains(
                        "The previews of forum/forum could not be swept; the next round tries again: the swarm",
                        "does not answer");
    }
}
