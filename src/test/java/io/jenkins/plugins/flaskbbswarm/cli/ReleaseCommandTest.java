package io.jenkins.plugins.flaskbbswarm.cli;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A stack's history as its people and their programs read it. */
class ReleaseCommandTest {
    private final Console console = new Console();

    @TempDir
    private Path directory;

    /** {@code app:1}, {@code app:2}, {@code app:1} again. */
    @BeforeEach
    void releaseTwiceAndGoBack() throws Exception {
        for (String tag : List.of("1", "2")) {
            Path file = directory.resolve("stack.yml");
            Files.writeString(file, "services: {app: {image: 'app:%s', deploy: {replicas: 0}}}".formatted(tag));
            console.run("stack", "deploy", "-q", "--resolve-image", "never", "-c", file.toString(), "bb");
        }
        console.run("release", "rollback", "bb", "1");
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void theListSaysWhatEachDidAndWhy() {
        assertThat(console.run("release", "list", "bb")).isZero();
        assertThat(console.out().lines().map(line -> line.replaceAll(" {2}\\S+T\\S+Z| {2}\\S+@\\S+", "")))
                .containsExactly(
                        "   3  succeeded  1 change: release 1 brought back",
                        "   2  succeeded  1 change",
                        "   1  succeeded  2 changes");
    }

    @Test
    void theListAsJson() throws Exception {
        assertThat(console.run("release", "list", "bb", "--json")).isZero();
        assertThat(console.json().findValuesAsText("number")).containsExactly("3", "2", "1");
        assertThat(console.json().get(0).path("message").asText()).isEqualTo("1 change: release 1 brought back");
        assertThat(console.json().get(0).path("outcome").asText()).isEqualTo("succeeded");
        assertThat(console.json().findValuesAsText("time")).allMatch(time -> time.matches("20\\S+T\\S+Z"));
    }

    @Test
    void oneReleaseInLinesAndAsJson() throws Exception {
        assertThat(console.run("release", "show", "bb", "2")).isZero();
        assertThat(console.out()).startsWith("release 2, succeeded at 20").contains("service bb_app: app:2");
        assertThat(console.run("release", "show", "bb", "2", "--json")).isZero();
        assertThat(console.json().at("/services/bb_app/image").asText()).isEqualTo("app:2");
        assertThat(console.json().path("number").asInt()).isEqualTo(2);
    }

    @ParameterizedTest(name = "diff {0}")
    @CsvSource({
        "'', app:2 → app:1",
        "'2', app:2 → app:1",
        "'1 2', app:1 → app:2",
    })
    void aDiffIsThatOfTheLastReleaseUnlessNumbersAreGiven(String numbers, String change) {
        assertThat(diff(numbers)).isZero();
        assertThat(console.out().lines())
                .startsWith("~ service bb_app (its tasks are replaced)")
                .endsWith("    TaskTemplate.ContainerSpec.Image: " + change);
    }

    @Test
    void aDiffAsJson() throws Exception {
        assertThat(diff("1 2 --json")).isZero();
        assertThat(console.json().findValuesAsText("name")).containsExactly("bb_app");
        assertThat(console.out()).contains("app:1", "app:2");
    }

    @ParameterizedTest(name = "diff {0}")
    @CsvSource({
        "9, 'The stack bb has no release 9; it has 3, 2, 1'",
        "1 9, 'The stack bb has no release 9; it has 3, 2, 1'",
        "first, 'Invalid value for positional parameter'",
    })
    void whatIsNoReleaseIsRefused(String numbers, String words) {
        assertThat(diff(numbers)).isEqualTo(ExitCode.BAD_INPUT.number());
        assertThat(console.err()).contains(words);
    }

    private int diff(String numbers) {
        return console.run(("release diff bb " + numbers).strip().split(" "));
    }
}
