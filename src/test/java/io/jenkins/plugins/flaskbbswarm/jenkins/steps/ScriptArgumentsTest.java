package io.jenkins.plugins.flaskbbswarm.jenkins.steps;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What a script writes, and what the form has in its place. */
class ScriptArgumentsTest {
    private static final Map<String, Object> FORM = Map.of(
            "config", "deploy.yml",
            "files", "a.yml\nb.yml",
            "set", List.of(Map.of("path", "keep", "value", "5")),
            "variables", List.of(Map.of("path", "HOST", "value", "bb.example.org")),
            "secrets", List.of(Map.of("name", "key", "value", Map.of("credentialsId", "id"))));

    @Test
    void mapsAndListsBecomePairsAndLines() {
        assertThat(ScriptArguments.toForm(Map.of(
                        "config", "deploy.yml",
                        "files", List.of("a.yml", "b.yml"),
                        "set", Map.of("keep", 5),
                        "variables", Map.of("HOST", "bb.example.org"),
                        "secrets", Map.of("key", Map.of("credentialsId", "id")))))
                .isEqualTo(FORM);
    }

    @Test
    void settingsMayBeWrittenAsOnTheCommandLine() {
        assertThat(ScriptArguments.toForm(Map.of("set", List.of("variables.A=b=c", "keep"))))
                .containsEntry(
                        "set",
                        List.of(Map.of("path", "variables.A", "value", "b=c"), Map.of("path", "keep", "value", "")));
    }

    @Test
    void whatTheFormHasIsLeftAlone() {
        assertThat(ScriptArguments.toForm(FORM)).isEqualTo(FORM);
    }

    @Test
    void pairsAndLinesBecomeMapsAndLists() {
        assertThat(ScriptArguments.toScript(FORM))
                .isEqualTo(Map.of(
                        "config", "deploy.yml",
                        "files", List.of("a.yml", "b.yml"),
                        "set", Map.of("keep", "5"),
                        "variables", Map.of("HOST", "bb.example.org"),
                        "secrets", Map.of("key", Map.of("credentialsId", "id"))));
    }
}
