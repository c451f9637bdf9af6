package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A stack's history as its people read it. */
class ReleaseCommandTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    /** {@code app:1}, {@code app:2}, {@code app:1} again. */
    @BeforeEach
    void releaseTwiceAndGoBack() throws Exception {
        for (String tag : List.of("1", "2")) {
            Path file = directory.resolve("stack.yml");
            Files.writeString(file, "services: {app: {image: 'app:%s', deploy: {replicas: 0}}}".formatted(tag));
            run("stack", "deploy", "-q", "--resolve-image", "never", "-c", file.toString(), "bb");
        }
        run("release", "rollback", "bb", "1");
        out.getBuffer().setLength(0);
    }

    @AfterEach
    void stop() {
        swarm.close();
    }

    @Test
    void theListSaysWhatEachDidAndWhy() {
        assertThat(run("release", "list", "bb")).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" {2}\\S+T\\S+Z| {2}\\S+@\\S+", "")))
                .containsExactly(
                        "   3  succeeded  1 change: release 1 brought back",
                        "   2  succeeded  1 change",
                        "   1  succeeded  2 changes");
    }

    @ParameterizedTest(name = "diff {0}")
    @CsvSource({
        "'', app:2 → app:1",
        "'2', app:2 → app:1",
        "'1 2', app:1 → app:2",
    })
    void aDiffIsThatOfTheLastReleaseUnlessNumbersAreGiven(String numbers, String change) {
        assertThat(diff(numbers)).isZero();
        assertThat(out.toString().lines())
                .startsWith("~ service bb_app (its tasks are replaced)")
                .endsWith("    TaskTemplate.ContainerSpec.Image: " + change);
    }

    @ParameterizedTest(name = "diff {0}")
    @CsvSource({
        "9, 'The stack bb has no release 9; it has 3, 2, 1'",
        "1 9, 'The stack bb has no release 9; it has 3, 2, 1'",
        "first, 'Invalid value for positional parameter'",
    })
    void whatIsNoReleaseIsRefused(String numbers, String words) {
        assertThat(diff(numbers)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains(words);
    }

    private int diff(String numbers) {
        return run(("release diff bb " + numbers).strip().split(" "));
    }

    private int run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(2, List.of("-H", swarm.address()));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(command.toArray(String[]::new));
    }
}
