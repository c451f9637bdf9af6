package io.jenkins.plugins.flaskbbswarm.lab;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code lab check NAME} runs: each test that it names is there, so that none is left out by a change of names. */
class ChecksTest {
    private static final Path TESTS = Path.of("src/test/java");

    static Stream<String> tests() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/lab/lib/checks.sh"));
        return lines.subList(lines.indexOf("    cat <<'CHECKS'") + 1, lines.indexOf("CHECKS")).stream()
                .map(row -> row.split("\\|", -1))
                .flatMap(cells -> Stream.of(cells[2], cells[3]))
                .flatMap(cell -> Arrays.stream(cell.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("tests")
    void isThere(String name) throws IOException {
        PathMatcher pattern =
                FileSystems.getDefault().getPathMatcher("glob:" + (name.contains("/") ? name : "**/" + name) + ".java");
        try (Stream<Path> files = Files.walk(TESTS)) {
            assertThat(files.map(TESTS::relativize)).anyMatch(pattern::matches);
        }
    }
}
