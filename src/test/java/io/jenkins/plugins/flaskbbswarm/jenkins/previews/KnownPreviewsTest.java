package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What a controller knows of previews survives it, and no change of one is lost to another. */
class KnownPreviewsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    private Path folder;

    private KnownPreviews previews() {
        return new KnownPreviews(folder.resolve("previews"));
    }

    @Test
    void isReadAgainAsItWasWritten() {
        assertThat(previews().all()).isEmpty();
        KnownPreview second =
                SampleKnown.of(2).seen(SampleKnown.seen("READY")).closed(NOW).failed("no route");
        previews().remember(second);
        previews().remember(SampleKnown.of(1));
        assertThat(previews().all()).containsExactly(SampleKnown.of(1), second);
        assertThat(previews().find(second.key())).contains(second);
    }

    @Test
    void aNewBuildTakesTheClosingBackButNotWhatWasSeen() {
        previews().remember(SampleKnown.of(1).seen(SampleKnown.seen("READY")).closed(NOW));
        previews().remember(SampleKnown.of(1));
        assertThat(previews().all()).containsExactly(SampleKnown.of(1).seen(SampleKnown.seen("READY")));
    }

    @Test
    void whatIsForgottenIsNotChangedAgain() {
        previews().remember(SampleKnown.of(1));
        previews().forget(SampleKnown.of(1));
        previews().update(SampleKnown.of(1), known -> known.failed("late"));
        assertThat(previews().all()).isEmpty();
    }

    @Test
    void whatABuildMadeAgainIsNotForgotten() {
        KnownPreview old = SampleKnown.of(1);
        KnownPreview again = new KnownPreview(
                old.item(),
                old.folder(),
                "http://ci/job/forum/PR-1/2/",
                "",
                old.target(),
                "",
                "",
                old.context(),
                old.used(),
                old.databaseAdmin(),
                old.redis(),
                old.note(),
                "",
                "",
                old.seen());
        previews().remember(again);
        previews().forget(old);
        assertThat(previews().all()).containsExactly(again);
    }

    @Test
    void whatAnEarlierVersionNotedOfCredentialsIsNothing() throws Exception {
        previews().remember(SampleKnown.of(1));
        Path file = folder.resolve("previews/" + SampleKnown.of(1).key() + ".json");
        Files.writeString(file, Files.readString(file).replaceAll(" *\"(context|used)\" : .*\n", ""));

        assertThat(previews().all()).containsExactly(SampleKnown.of(1).using(Set.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "forum         , crew       , crew/PR-1 , crew , crew/PR-1",
        "forum/PR-1    , other/PR-1 , other/PR-1, forum, forum/PR-1",
        "forum/PR-1    , forum/PR-2 , forum/PR-2, forum, forum/PR-2",
        "forums        , crew       , forum/PR-1, forum, forum/PR-1",
    })
    void aJobThatMovesTakesNoCredentialsAlong(String from, String to, String item, String context, String place) {
        KnownPreview moved = SampleKnown.of(1).moved(from, to, "/elsewhere");

        assertThat(moved.item()).isEqualTo(item);
        assertThat(moved.context()).isEqualTo(context);
        assertThat(moved.place()).isEqualTo(place);
    }

    @Test
    void theSameStackOnAnotherSwarmIsAnother() {
        previews().remember(SampleKnown.of(1, "lab"));
        previews().remember(SampleKnown.of(1, "office"));
        assertThat(previews().all()).hasSize(2);
    }

    @Test
    void oneThatCannotBeReadHidesItselfOnly() throws Exception {
        previews().remember(SampleKnown.of(1));
        Files.writeString(folder.resolve("previews/broken.json"), "{\"item\":");
        Files.writeString(folder.resolve("previews/empty.json"), "{}");
        assertThat(previews().all()).containsExactly(SampleKnown.of(1));
    }
}
