package io.jenkins.plugins.flaskbbswarm.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** White space, encodings and what stands around a document. {@code →} stands for a TAB, {@code ;} for a line's end. */
class SeparatingTabsTest {
    private final Problems problems = new Problems();

    private Optional<YamlMap> read(String text) {
        return YamlReader.readMap(
                "f.yml", text.replace('→', '\t').replace(';', '\n').getBytes(StandardCharsets.UTF_8), problems);
    }

    private static String value(YamlNode node) {
        return node instanceof YamlList list
                ? list.items().stream().map(SeparatingTabsTest::value).toList().toString()
                : ((YamlScalar) node).text();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a:→x                 | x",
                "a: x→# comment       | x",
                "a: 'x'→# comment     | x",
                "a: x→                | x",
                "a→:→x                | x",
                "'a'→: x              | x",
                "→# comment;a: x      | x",
                "b:;  c: d;  →;a: x   | x",
                "b: d;→;a: x          | x",
                "a: [x,→y→,;→→z]      | [x, y, z]",
                "{;→'a':→'x';}        | x",
                "b: &n→x;a:→*n→# c    | x",
                "a: !!str→5           | 5",
                "---→;a: x            | x",
                "a: x→y               | x→y",
                "a: 'x→ y'            | x→ y",
                "a: >→# fold;  x→y    | x→y",
            })
    void separateTokensAndStayInTexts(String text, String wanted) {
        Optional<String> found = read(text).flatMap(map -> map.get("a")).map(SeparatingTabsTest::value);

        assertThat(found.orElse("").stripTrailing()).isEqualTo(wanted.replace('→', '\t'));
    }

    @Test
    void stayInBlockTexts() {
        YamlMap map = read("a: |→# all of it;  x→# text;  →y→z→;  →;b:→x").orElseThrow();

        assertThat(value(map.get("a").orElseThrow())).isEqualTo("x\t# text\n\ty\tz\t\n\t\n");
        assertThat(value(map.get("b").orElseThrow())).isEqualTo("x");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a:;→b: c          | f.yml:2:1",
                "a:;  →b: c        | f.yml:2:3",
                "a:;-→b: c         | f.yml:2:2",
                "a:;- →b           | f.yml:2:3",
            })
    void doNotIndent(String text, String place) {
        assertThat(read(text)).isEmpty();
        assertThat(problems.all())
                .singleElement()
                .asString()
                .isEqualTo(place + ": this is not YAML: a TAB indents nothing and begins nothing;"
                        + " a TAB may only stand between two words of a line; indent with spaces");
    }

    @Test
    void leaveColumnsAsTheyAre() {
        YamlMap map = read("a:→'\ud83d\ude00'→# c;bb:→→x").orElseThrow();

        assertThat(map.get("a").orElseThrow().location()).hasToString("f.yml:1:4");
        assertThat(map.get("bb").orElseThrow().location()).hasToString("f.yml:2:6");
    }

    @Test
    void ofAHugeLineAreReadInNoTime() {
        String line = "a: [" + "x→,→".repeat(100_000) + "y]";

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(read(line)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsEachEncodingThatAByteOrderMarkNames(String charset) {
        byte[] content = "\ufeffa: \u00e9\r\nb: x\r\n".getBytes(Charset.forName(charset));

        assertThat(YamlReader.readMap("f.yml", content, problems).orElseThrow().keys())
                .containsExactly("a", "b");
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: x\u00a0      | f.yml:1:4: the character U+00A0 is part of this text, although it looks like a blank; put a space in its place, or write the text in quotes",
                "a\u200b: x      | f.yml:1:1: the character U+200B is part of this text, although it looks like a blank; put a space in its place, or write the text in quotes",
                "a: 'x\u00a0'    | ``",
                "%YAML 1.2;---;a: x | f.yml:1:1: docker stack deploy refuses files with the directive '%YAML 1.2'; remove the line",
                "# c;%FOO;---;a: x  | f.yml:2:1: docker stack deploy refuses files with the directive '%FOO'; remove the line",
                "%YAML→1.1 ;---;a: x | ``",
                "%TAG !e! tag:e,2000:;---;a: x | ``",
                "a: x   ;   ;...;   | ``",
                "a: x;# %FOO;b: '%FOO' | ``",
            })
    void warnsOfWhatLooksLikeNothing(String text, String warning) {
        assertThat(read(text)).isPresent();
        assertThat(problems.all().stream().map(Problem::toString).toList())
                .isEqualTo(warning.isEmpty() ? List.of() : List.of(warning));
    }

    @Test
    void keepsTheTagsOfItsAuthor() {
        byte[] content = "a: !reset null\nb: !override {c: !!str 5}\nd: !override 5\n".getBytes(StandardCharsets.UTF_8);

        YamlDocument document =
                YamlReader.readDocument("f.yml", content, problems).orElseThrow();

        assertThat(document.tag(document.root().get("a").orElseThrow())).contains("!reset");
        assertThat(document.tag(document.root().get("b").orElseThrow())).contains("!override");
        assertThat(document.tag(document.root())).isEmpty();
        assertThat(((YamlScalar) document.root().get("d").orElseThrow()).value())
                .isInstanceOf(ScalarValue.Int.class);
    }
}
