package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class OperationOutcomeTest {
    @Test
    void whatAnAgentAnswersIsPrintable() {
        var result = new LinkedHashMap<String, Object>(Map.of(
                "why", "\u001b[2J", "release", 3, "plan", new ArrayList<>(List.of("~ service \u202ea", "    b"))));

        assertThat(OperationOutcome.of(result).result())
                .containsOnly(
                        Map.entry("why", "\\x1b[2J"),
                        Map.entry("release", 3),
                        Map.entry("plan", List.of("~ service \\u202ea", "    b")));
        assertThat(OperationOutcome.failed("no such \u0007", true).failure()).isEqualTo("no such \\x07");
    }
}
