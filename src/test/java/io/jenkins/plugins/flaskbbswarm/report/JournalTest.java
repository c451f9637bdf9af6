package io.jenkins.plugins.flaskbbswarm.report;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        ReleaseReport report = Releases.complete();

        assertThat(Journal.read(Journal.write(report).stream())).isEqualTo(report);
    }

    @Test
    void theExampleHasEachKindOfEvent() {
        assertThat(Releases.complete().events().stream()
                        .<Class<?>>map(timed -> timed.event().getClass())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Event.class.getPermittedSubclasses()));
    }

    @Test
    void theJournalOfOneWhoDiedInTheMiddleIsReadUpToThere() {
        List<String> lines = Journal.write(Releases.complete());
        String cutOff = lines.get(2).substring(0, 20);

        ReleaseReport read = Journal.read(List.of(lines.get(0), lines.get(1), cutOff).stream());

        assertThat(read.outcome()).isEqualTo("RUNNING");
        assertThat(read.events()).hasSize(1);
    }

    @Test
    void whatANewerVersionWroteIsLeftOut() {
        String head = Journal.begin(Releases.complete().head());
        String future = "{\"at\":\"2026-01-31T09:30:00Z\",\"event\":\"Celebration\",\"cake\":true}";

        assertThat(Journal.read(List.of(head, future).stream()).events()).isEmpty();
    }

    @Test
    void anotherFileIsRefused() {
        assertThatThrownBy(() -> Journal.read(List.of("hello", "{}").stream()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this is not a journal of a release");
    }
}
