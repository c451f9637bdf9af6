package io.jenkins.plugins.flaskbbswarm.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * As docker CLI 28.2 read the same texts ({@code docker stack config}). {@code →} stands for a TAB, {@code ;} for a line's
 * end, {@code ␍} for a carriage return.
 */
class GoScalarsTest {
    private final Problems problems = new Problems();

    private Optional<YamlMap> read(String text) {
        String real = text.replace('→', '\t').replace(';', '\n').replace('␍', '\r');
        return YamlReader.readMap("f.yml", real.getBytes(StandardCharsets.UTF_8), problems);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: \"x\\→y\"                | x→y",
                "a: \"\\→y\"                 | →y",
                "a: \"x\\→\"                 | x→",
                "a: \"x\\\\\\→y\"            | x\\→y",
                "a: \"x\\\\→y\"              | x\\→y",
                "a: \"x\\→y\\→z\"            | x→y→z",
                "a: \"x\\→;   y\"            | x→ y",
                "a: \"x;   \\→y\"            | x →y",
                "a: \"x\\→y\"␍;              | x→y",
                "a: \"it\\'s \\→ \\'x\\'\"   | it's → 'x'",
                "b: {c: \"x\\→y\"};a: \"\\'\" | '",
                "? \"k\\→\";: v;a: \"v\\→\"  | v→",
                "b: it's\\→x;a: \"v\\→w\"    | v→w",
                "b: '\\→';a: \"v\\→w\"       | v→w",
                "b: >;  \"\\→;a: \"v\\→w\"   | v→w",
                "b: c # \"\\→;a: \"v\\→w\"   | v→w",
                "a: x\\→y                    | x\\→y",
                "a: 'x\\→y'                  | x\\→y",
                "a: x;   →y                  | x y",
                "a: x;   → →y                | x y",
                "a: x→;   →y→z               | x y→z",
                "a:;   x;;   →y              | x;y",
                "a: x␍;   →y␍;               | x y",
                "a: 'x;   →y'                | x y",
                "a: \"x;→y\"                 | x y",
            })
    void areRead(String text, String wanted) {
        assertThat(read(text).flatMap(map -> map.get("a")).map(node -> ((YamlScalar) node).text()))
                .as("%s", problems.all())
                .contains(wanted.replace('→', '\t').replace(';', '\n'));
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: \"x\\dy\"         | f.yml:1:7: this is not YAML: found unknown escape character d(100)",
                "a: \"\\→x\\dy\"      | f.yml:1:9: this is not YAML: found unknown escape character d(100)",
                "a:;  →b: c           | f.yml:2:3: this is not YAML: a TAB indents nothing and begins nothing; a TAB may only stand between two words of a line; indent with spaces",
                "a: {};  →b: c        | f.yml:2:3: this is not YAML: a TAB indents nothing and begins nothing; a TAB may only stand between two words of a line; indent with spaces",
                "a: 'x';  →y          | f.yml:2:3: this is not YAML: a TAB indents nothing and begins nothing; a TAB may only stand between two words of a line; indent with spaces",
                "a: x;→y              | f.yml:2:1: this is not YAML: a TAB indents nothing and begins nothing; a TAB may only stand between two words of a line; indent with spaces",
            })
    void areRefused(String text, String problem) {
        assertThat(read(text)).isEmpty();
        assertThat(problems.all()).singleElement().hasToString(problem);
    }

    @Test
    void leaveTheLinesAsTheyAre() {
        YamlMap map = read("a: \"\\→\\'\";b: x;  →y;c: z").orElseThrow();

        assertThat(map.get("c").orElseThrow().location()).hasToString("f.yml:4:4");
    }

    @Test
    void ofAHugeFileAreReadOrRefusedInTime() {
        String text = "a: [" + "\"\\→\",".repeat(400_000) + "y]";

        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThat(read(text)).isEmpty());
    }
}
