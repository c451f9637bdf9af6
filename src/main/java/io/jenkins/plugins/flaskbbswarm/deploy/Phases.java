package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.time.Duration;
import java.time.Instant;

/** Says where each phase begins and how it ended. */
final class Phases {
    private final EventSink events;
    private final Gate gate;

    /** Phases that begin one after the other, as they come. */
    Phases(EventSink events) {
        this(events, Gate.OPEN);
    }

    Phases(EventSink events, Gate gate) {
        this.events = events;
        this.gate = gate;
    }

    /** A phase; its result is a few words about what it did. */
    interface Phase<E extends Exception> {
        String run() throws E, InterruptedException;
    }

    <E extends Exception> void run(String name, Phase<E> phase) throws E, InterruptedException {
        gate.pass(name);
        Instant start = Instant.now();
        events.emit(new Event.PhaseStarted(name));
        String result = phase.run();
        events.emit(new Event.PhaseFinished(name, result, Duration.between(start, Instant.now())));
    }
}
