package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Where lines go while a build runs, and after it. */
class BuildLogTest {
    private final FakeBuild build = new FakeBuild();
    private final ByteArrayOutputStream step = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stage = new ByteArrayOutputStream();
    private final BuildLog log = BuildLog.of(build, stream(step));

    @Test
    void linesGoToTheStepThatIsShown() {
        log.println("one");
        log.printTo(stream(stage));
        log.println("two");

        assertThat(text(step)).isEqualTo("one\n");
        assertThat(text(stage)).isEqualTo("two\n");
    }

    @Test
    void afterTheEndOfTheBuildTheyAreAddedToItsFile() throws IOException {
        Files.writeString(file(), "Finished: ABORTED\n");
        build.ends();

        log.println("rolled back: \u00e4");

        assertThat(file()).hasContent("Finished: ABORTED\nrolled back: \u00e4\n");
        assertThat(text(step)).isEmpty();
    }

    @Test
    void aFileThatIsThereWhileTheBuildRunsIsNotTouched() throws IOException {
        Files.writeString(file(), "Started\n");

        log.println("one");

        assertThat(file()).hasContent("Started\n");
        assertThat(text(step)).isEqualTo("one\n");
    }

    /** The build was deleted, or its log moved elsewhere. */
    @Test
    void withoutAFileTheyGoWhereTheyWent() {
        build.ends();

        log.println("one");

        assertThat(file()).doesNotExist();
        assertThat(text(step)).isEqualTo("one\n");
    }

    @Test
    void workOfNoBuildHasItsOwnPlace() {
        BuildLog.ofNoBuild(stream(stage)).println("one");

        assertThat(text(stage)).isEqualTo("one\n");
    }

    private Path file() {
        return build.getRootDir().toPath().resolve("log");
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
