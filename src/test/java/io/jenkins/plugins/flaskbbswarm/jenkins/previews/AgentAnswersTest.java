package io.jenkins.plugins.flaskbbswarm.jenkins.previews;

import hudson.AbortException;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.AgentAnswer;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An agent may answer what it likes: the page of all previews is shown, with what is true of it. */
class AgentAnswersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'created': 'yesterday', 'expires': '', 'at': null, 'state': 'X'}",
                "{'created': '2026-13-45T99:00:00Z'}",
                "{'created': '+1000000000-12-31T23:59:59Z', 'expires': '-1000000000-01-01T00:00:00Z'}",
                "{'expires': '9999-12-31T23:59:59.999999999Z'}",
                "{'address': null, 'commit': 5, 'created': 7, 'expires': true, 'state': null}",
                "{'size': {'services': -1, 'tasks': -1, 'nanoCpus': -9, 'memory': -9}}",
                "{'size': null, 'state': 'ready', 'more': {'a': []}}",
            })
    void isShown(String json) throws Exception {
        PreviewStatus seen = answered(json.replace('\'', '"'));
        KnownPreviews kept = new KnownPreviews(folder);
        kept.remember(SampleKnown.of(1).seen(seen));

        assertThat(kept.all()).hasSize(1).allSatisfy(known -> {
            PreviewBean bean = new PreviewBean(known, "", Instant.parse("2026-06-01T00:00:00Z"));
            for (Method getter : PreviewBean.class.getMethods()) {
                if (getter.getName().startsWith("get")
                        && !Modifier.isStatic(getter.getModifiers())
                        && getter.getParameterCount() == 0) {
                    assertThatCode(() -> assertThat(getter.invoke(bean)).isNotNull())
                            .as(getter.getName())
                            .doesNotThrowAnyException();
                }
            }
        });
    }

    @Test
    void ofAnyLengthIsNotKept() throws Exception {
        String long1 = "x".repeat(1_000_000);
        PreviewStatus seen = answered("{\"address\": \"http://" + long1 + "\", \"commit\": \"" + long1 + "\"}");

        assertThat(seen.address() + seen.commit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "5", "'x'", "{", "", "{'size': 'big'}"})
    void thatIsNoPreviewIsNoAnswer(String json) {
        assertThatThrownBy(() -> answered(json.replace('\'', '"'))).isInstanceOf(IOException.class);
    }

    @Test
    void thatIsNoTextIsNoAnswer() {
        assertThatThrownBy(() -> KnownPreviewOperation.seen(new HashMap<>(Map.of("s", 5))))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{"})
    void thatIsNoNoteIsRefused(String json) {
        assertThatThrownBy(() -> PreviewDescriptor.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stack", "repository", "host"})
    void aNoteWithANameOfAnyLengthIsRefused(String field) {
        String json = "{\"" + field + "\": \"" + "x".repeat(501) + "\"}";

        assertThatThrownBy(() -> PreviewDescriptor.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thatIsNotOfItsTypeIsRefusedInASentence() throws Exception {
        Map<String, Object> values = new HashMap<>();
        values.put("number", 5);
        values.put("long", "x".repeat((1 << 20) + 1));
        values.put("nested", List.of(List.of()));
        values.put("null", null);
        AgentAnswer answer = new AgentAnswer(values);

        for (String name : List.of("number", "long", "nested", "null", "absent")) {
            assertThatThrownBy(() -> answer.text(name))
                    .isInstanceOf(AbortException.class)
                    .hasMessageContaining("The agent's answer has no usable '" + name + "'");
            assertThatThrownBy(() -> answer.texts(name)).isInstanceOf(AbortException.class);
        }
        assertThat(answer.optionalText("absent")).isEmpty();
        assertThatThrownBy(() -> answer.optionalText("number")).isInstanceOf(AbortException.class);
    }

    /** The list is ordered by these. */
    @Test
    void aNoteWithoutNamesHasEmptyOnes() {
        PreviewDescriptor note = PreviewDescriptor.parse("{}");

        assertThat(note.stack() + note.repository() + note.host() + note.certificates())
                .isEmpty();
    }

    private static PreviewStatus answered(String json) throws IOException {
        return KnownPreviewOperation.seen(Map.of("pr-1", json)).get("pr-1");
    }
}
