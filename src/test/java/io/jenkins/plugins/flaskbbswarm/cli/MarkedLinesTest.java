package io.jenkins.plugins.flaskbbswarm.cli;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Marks in colour, where there is a terminal that shows them. */
class MarkedLinesTest {
    private static final String TEXT = "error: a: error: b\nwarning: c\n1 error, 1 warning";

    @Test
    void onlyTheMarkIsInColour() {
        assertThat(MarkedLines.of(TEXT, true))
                .isEqualTo("\u001b[31merror:\u001b[0m a: error: b\n\u001b[33mwarning:\u001b[0m c\n1 error, 1 warning");
        assertThat(MarkedLines.of(TEXT, false)).isEqualTo(TEXT);
    }

    @Test
    void noColoursForFilesBuildsAndThoseWhoWantNone() {
        assertThat(Terminal.takesColours(Map.of("TERM", "xterm"), true)).isTrue();
        assertThat(Terminal.takesColours(Map.of("TERM", "xterm"), false)).isFalse();
        assertThat(Terminal.takesColours(Map.of("TERM", "xterm", "NO_COLOR", "1"), true))
                .isFalse();
        assertThat(Terminal.takesColours(Map.of("TERM", "xterm", "CI", "true"), true))
                .isFalse();
        assertThat(Terminal.takesColours(Map.of("TERM", "dumb"), true)).isFalse();
        assertThat(Terminal.takesColours(Map.of(), true)).isFalse();
    }
}
