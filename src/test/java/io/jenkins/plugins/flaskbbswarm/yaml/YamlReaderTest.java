package io.jenkins.plugins.flaskbbswarm.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class YamlReaderTest {
    private final Problems problems = new Problems();

    private Optional<YamlMap> read(String text) {
        return YamlReader.readMap("f.yml", text.getBytes(StandardCharsets.UTF_8), problems);
    }

    private List<String> complaints() {
        return problems.all().stream().map(Problem::toString).toList();
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "yes                  | Text      | yes",
                "on                   | Text      | on",
                "True                 | Bool      | true",
                "tRUE                 | Text      | tRUE",
                "22:22                | Text      | 22:22",
                "190:20:30            | Text      | 190:20:30",
                "'5'                  | Text      | 5",
                "5                    | Int       | 5",
                "+5                   | Int       | 5",
                "012                  | Int       | 10",
                "08                   | Real      | 8",
                "0o17                 | Int       | 15",
                "0x1F                 | Int       | 31",
                "-0b11                | Int       | -3",
                "1_000                | Int       | 1000",
                "18446744073709551615 | Int       | 18446744073709551615",
                "18446744073709551616 | Real      | 1.8446744073709552e+19",
                "1.10                 | Real      | 1.1",
                "1e3                  | Real      | 1000",
                "1e6                  | Real      | 1e+06",
                "0.00001              | Real      | 1e-05",
                "1e400                | Text      | 1e400",
                ".5                   | Real      | 0.5",
                ".                    | Text      | .",
                ".inf                 | Real      | +Inf",
                "-.INF                | Real      | -Inf",
                ".nan                 | Real      | NaN",
                "~                    | Null      | ``",
                "NULL                 | Null      | ``",
                "2001-01-01           | Timestamp | 2001-01-01 00:00:00 +0000 UTC",
                "2001-1-2 3:4:5.10    | Timestamp | 2001-01-02 03:04:05.1 +0000 UTC",
                "2001-01-01T00:00:00+01:00 | Timestamp | 2001-01-01 00:00:00 +0100 +0100",
                "2001-13-01           | Text      | 2001-13-01",
                "!!str 5              | Text      | 5",
                "!!float 5            | Real      | 5",
                "!!binary aGVsbG8=    | Text      | hello",
                "!own 5               | Text      | 5",
                "=                    | Text      | =",
            })
    void resolvesAsTheReferenceDoes(String written, String type, String text) {
        YamlScalar scalar =
                (YamlScalar) read("a: " + written).orElseThrow().get("a").orElseThrow();

        assertThat(scalar.value().getClass().getSimpleName()).isEqualTo(type);
        assertThat(scalar.value().asText()).isEqualTo(text);
    }

    @Test
    void knowsWhereEachWordIs() {
        YamlMap map = read("a:\n  b: [x, 'y']\n").orElseThrow();
        YamlMap inner = (YamlMap) map.get("a").orElseThrow();
        YamlList list = (YamlList) inner.get("b").orElseThrow();

        assertThat(inner.entries().get("b").key().location()).hasToString("f.yml:2:3");
        assertThat(list.location()).hasToString("f.yml:2:6");
        assertThat(list.items().get(1).location()).hasToString("f.yml:2:10");
        assertThat(((YamlScalar) list.items().get(1)).plain()).isFalse();
    }

    @Test
    void mergesWithOwnKeysFirstThenInOrder() {
        YamlMap map = read("x: &x {a: x, b: x}\ny: &y {b: y, c: y, d: y}\nz: {<<: [*x, *y], d: own}")
                .orElseThrow();

        assertThat(((YamlMap) map.get("z").orElseThrow()).entries().values())
                .extracting(entry -> entry.key().text() + "=" + ((YamlScalar) entry.value()).text())
                .containsExactlyInAnyOrder("a=x", "b=x", "c=y", "d=own");
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: 1;a: 2                | f.yml:2:1: the key 'a' is here a second time, after line 1; keep one of the two",
                "a: {b: 1, 'b': 2}        | f.yml:1:11: the key 'b' is here a second time, after line 1; keep one of the two",
                "a: &x [*x]               | f.yml:1:4: this anchor contains an alias of itself, so it has no end; write the inner part out",
                "a: {<<: 5}               | f.yml:1:9: '<<' merges mappings, and this is none; name a mapping",
                "[a]                      | f.yml:1:1: the file must hold a mapping, not a list",
                "``                       | f.yml:1:1: the file is empty; write at least one field",
                "a: b;---;c: d            | f.yml:3:1: only the first YAML document of a file is read, and another begins here; keep one document per file",
            })
    void saysWhatIsWrongAndWhere(String text, String complaint) {
        read(text.replace(';', '\n'));

        assertThat(complaints()).containsExactly(complaint);
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThat(read("a: b\n  c: d\n")).isEmpty();
        assertThat(complaints()).singleElement().asString().startsWith("f.yml:2:4: this is not YAML: ");
    }

    @Test
    void advisesSpacesForTabs() {
        read("a:\n\tb: c\n");

        assertThat(complaints()).singleElement().asString().endsWith("indent with spaces");
    }

    @Test
    void refusesOtherEncodings() {
        byte[] latin = "a: b\nc: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(YamlReader.readMap("f.yml", latin, problems)).isEmpty();
        assertThat(complaints()).containsExactly("f.yml:2:4: the file is not UTF-8 from here on; save it as UTF-8");
    }

    @Test
    void dropsAByteOrderMark() {
        assertThat(read("\ufeffa: b").orElseThrow().keys()).containsExactly("a");
    }

    @Test
    void refusesAliasesThatExpandWithoutMeasure() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }

        assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> assertThat(read(bomb.toString())).isEmpty());
        assertThat(complaints()).singleElement().asString().contains("with aliases written out, this is more than");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(read("a: " + "[".repeat(100_000))).isEmpty();
        assertThat(complaints()).singleElement().asString().startsWith("f.yml:");
    }

    @Test
    void refusesAHugeFile() {
        assertThat(YamlReader.readMap("f.yml", new byte[YamlReader.MAX_BYTES + 1], problems))
                .isEmpty();
        assertThat(complaints()).singleElement().asString().contains("the file is longer than 4096 KiB");
    }
}
