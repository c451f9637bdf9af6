package io.jenkins.plugins.flaskbbswarm.event;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever an event holds, it is one line without anything that a terminal acts on. */
class EventLinesTest {
    private static final String EVIL = "\u001b[2J\u0007\u202e\r\u009b\n==> Forged";

    @ParameterizedTest
    @MethodSource("everyKind")
    void isOnePrintableLine(Event event) {
        assertThat(EventLines.of(event)).contains("\\x1b[2J\\x07\\u202e\\x0d\\u009b ==> Forged");
        assertThat(EventLines.of(event).chars().anyMatch(Character::isISOControl))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyTextOfItIsChanged(Event event) {
        assertThat(event.changed(text -> text.replace(EVIL, "good")).toString())
                .contains("good")
                .doesNotContain(EVIL);
    }

    static Stream<Event> everyKind() {
        return Stream.of(
                new Event.PhaseStarted(EVIL),
                new Event.PhaseFinished(EVIL, EVIL, Duration.ZERO),
                new Event.Note(EVIL, EVIL),
                new Event.Warning(EVIL, EVIL, EVIL),
                new Event.Progress(EVIL, EVIL),
                new Event.Output(EVIL, EVIL),
                new Event.TaskChanged(EVIL, EVIL, EVIL, EVIL, EVIL),
                new Event.ServiceChanged(EVIL, 0, 1, false),
                new Event.ServicePlanned(EVIL, EVIL, "created"));
    }
}
