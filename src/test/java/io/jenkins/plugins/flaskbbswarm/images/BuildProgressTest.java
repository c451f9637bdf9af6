package io.jenkins.plugins.flaskbbswarm.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.images.BuildTrace.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Builds as an engine 20.10.24 told them, and as we tell them. */
class BuildProgressTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void aLineWithoutAnEndIsCut() {
        StepLog log = new StepLog("[1/1] RUN yes", SecretArguments.among(Map.of()));
        byte[] much = "y".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        for (int times = 0; times < 100; times++) {
            log.append(much, (place, line) -> {});
        }
        log.append(new byte[] {'\n'}, (place, line) -> {});
        assertThat(log.lastLines()).containsExactly("y".repeat(64 * 1024) + "… (104792064 bytes more)");
    }

    @Test
    void aBuild() throws Exception {
        BuildProgress progress = replay("build.jsonl", Map.of());
        assertThat(told)
                .containsExactly(
                        "[base 1/2] FROM docker.io/library/busybox:local (0.0s)",
                        "[base 2/2] RUN echo hello; echo \"to stderr\" >&2; echo; printf '10%%\\r100%%\\n'; printf 'no newline'",
                        "base 2/2| to stderr",
                        "base 2/2| hello",
                        "base 2/2| ",
                        "base 2/2| 100%",
                        "base 2/2| no newline",
                        "[base 2/2] RUN echo hello; echo \"to stderr\" >&2; echo; printf '10%%\\r100%%\\n'; printf 'no newline' (0.5s)",
                        "[stage-1 1/2] COPY a /a",
                        "[stage-1 1/2] COPY a /a (0.0s)",
                        "[stage-1 2/2] RUN --mount=type=cache,target=/c sleep 1",
                        "[stage-1 2/2] RUN --mount=type=cache,target=/c sleep 1 (1.5s)",
                        "exporting to image",
                        "exporting to image (0.1s)");
        assertThat(progress.imageId().orElseThrow()).matches("sha256:[0-9a-f]{64}");
        assertThat(progress.failed()).isEmpty();
    }

    @Test
    void aFailedBuildIsTheFaultOfTheStepThatFailedFirst() throws Exception {
        BuildProgress progress = replay("build-failed.jsonl", Map.of());
        assertThat(progress.imageId()).isEmpty();
        StepLog failed = progress.failed().orElseThrow();
        assertThat(failed.name()).startsWith("[stage-1 2/3] RUN for i in 1 2 3").endsWith("; done; exit 7");
        assertThat(failed.lastLines())
                .as("the last 20 of 22")
                .isEqualTo(
                        IntStream.rangeClosed(3, 22).mapToObj(i -> "line " + i).toList());
        assertThat(told).contains("stage-1 2/3| line 1", "[base 1/2] FROM docker.io/library/busybox:local CACHED");
    }

    @Test
    void aLongStepIsShownInShortAndAStateOnce() {
        StepLog log = new StepLog("[1/1] RUN " + "x".repeat(200), SecretArguments.among(Map.of()));
        Step started = new Step("id", "", false, Optional.of(Instant.EPOCH), Optional.empty(), "");
        Step done = new Step("id", "", false, started.started(), Optional.of(Instant.ofEpochMilli(61_250)), "");
        for (Step state : List.of(started, started, done, done)) {
            log.update(state, told::add, (source, line) -> {});
        }
        String shown = "[1/1] RUN " + "x".repeat(109) + "…";
        assertThat(told).containsExactly(shown, shown + " (61.3s)");
    }

    @Test
    void valuesOfSecretArgumentsAreHidden() throws Exception {
        replay("build.jsonl", Map.of("TOKEN", "hello", "WHO", "stderr"));
        assertThat(told).contains("base 2/2| ***", "base 2/2| to stderr").noneMatch(line -> line.contains("hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "////", "?", "Cv8="})
    void whatIsNoTraceDoesNotStopTheBuild(String aux) throws Exception {
        BuildProgress progress = progress(Map.of());
        progress.accept(new ObjectMapper().readTree("{\"id\":\"moby.buildkit.trace\",\"aux\":\"" + aux + "\"}"));
        assertThat(told).containsExactly("(a progress message that could not be read)");
        assertThatThrownBy(() -> BuildTrace.decode(aux)).isInstanceOf(IOException.class);
    }

    private BuildProgress replay(String recording, Map<String, String> buildArgs) throws IOException {
        BuildProgress progress = progress(buildArgs);
        try (InputStream in = getClass().getResourceAsStream(recording)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toList())) {
                progress.accept(new ObjectMapper().readTree(line));
            }
        }
        return progress;
    }

    private BuildProgress progress(Map<String, String> buildArgs) {
        return new BuildProgress(
                "app:1", SecretArguments.among(buildArgs), event -> tell(event).ifPresent(told::add));
    }

    private static Optional<String> tell(Event event) {
        if (event instanceof Event.Progress progress) {
            return Optional.of(progress.text());
        }
        return event instanceof Event.Output output
                ? Optional.of(output.source() + "| " + output.line())
                : Optional.empty();
    }
}
