package io.jenkins.plugins.flaskbbswarm.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class YamlWriterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a", "a b", "yes", "Off", "n", "null", "~", "5", "1.0", "0x1", "012", "22:22", "2001-01-01",
                        ".5", "-", "- a",
                "a: b", "a #b", "#a", "{a}", "[a]", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "'", "\"", "\\",
                        "a\nb\n", "\ttab",
                "\u0007", "\u0085", "\u2028", "\ufeff", "\u00e9", "\ud83d\ude00", "<<", "=", "?", "a:", ":a",
                        "http://x/y?z=1", "/a/b", "$$x"
            })
    void textComesBackAsText(String text) {
        String yaml = YamlWriter.write(Map.of("key", text, "list", List.of(text), text + "k", "v"));

        YamlMap map = YamlReader.readMap("f.yml", yaml.getBytes(StandardCharsets.UTF_8), new Problems())
                .orElseThrow();
        YamlScalar value = (YamlScalar) map.get("key").orElseThrow();
        assertThat(value.isText()).isTrue();
        assertThat(value.text()).isEqualTo(text);
        assertThat(map.get(text + "k")).isPresent();
    }

    @Test
    void writesBlocks() {
        Map<String, Object> tree = new java.util.TreeMap<>();
        tree.put("a", List.of(Map.of("b", 1), List.of("c"), "d"));
        tree.put("e", Map.of());
        tree.put("f", List.of());
        tree.put("g", Optional.empty());
        tree.put("h", Map.of("i", true));

        assertThat(YamlWriter.write(tree)).isEqualTo("""
                a:
                  - b: 1
                  -
                    - c
                  - d
                e: {}
                f: []
                g:
                h:
                  i: true
                """);
    }
}
