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

    /** A key with a dot would be written without quotes. */
    @Test
    void aSnippetHasNoKeysWithDots() {
        Map<String, Object> form = Map.of(
                "set",
                List.of(Map.of("path", "rollout.deadline", "value", "15m"), Map.of("path", "keep", "value", "5")),
                "variables",
                List.of(Map.of("path", "a.b", "value", "x=y"), Map.of("path", "a.b=c", "value", "z")),
                "secrets",
                List.of(Map.of("name", "tls.key", "value", Map.of("credentialsId", "id"))));
        Map<String, Object> script = ScriptArguments.toScript(form);

        assertThat(script)
                .isEqualTo(Map.of(
                        "set",
                        List.of("rollout.deadline=15m", "keep=5"),
                        "variables",
                        List.of("a.b=x=y", Map.of("path", "a.b=c", "value", "z")),
                        "secrets",
                        form.get("secrets")));
        assertThat(ScriptArguments.toForm(script)).isEqualTo(form);
    }
}
