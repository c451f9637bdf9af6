package io.jenkins.plugins.flaskbbswarm.jenkins.agent;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class EventPumpTest {
    private final List<Event> arrived = Collections.synchronizedList(new ArrayList<>());

    @Test
    void allArriveInTheirOrder() {
        List<Event> sent = IntStream.range(0, 1000)
                .<Event>mapToObj(i -> new Event.Note("n", Integer.toString(i)))
                .toList();
        try (EventPump pump = new EventPump(arrived::addAll)) {
            sent.forEach(pump::emit);
        }
        assertThat(arrived).containsExactlyElementsOf(sent);
    }

    @Test
    void aFlushWaitsForThem() throws InterruptedException {
        try (EventPump pump = new EventPump(arrived::addAll)) {
            pump.emit(new Event.PhaseStarted("Build"));
            pump.flush();
            assertThat(arrived).containsExactly(new Event.PhaseStarted("Build"));
        }
    }

    @Test
    void aClosedChannelIsNoTroubleOfTheRelease() {
        try (EventPump pump = new EventPump(events -> {
            throw new IllegalStateException("closed");
        })) {
            pump.emit(new Event.PhaseStarted("Build"));
        }
    }
}
