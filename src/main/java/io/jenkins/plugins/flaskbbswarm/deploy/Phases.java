package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.event.Phase;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Says where each phase begins and how it ended. */
final class Phases {
    private final EventSink events;
    private final PhaseGate gate;

    /** Phases that begin one after the other, as they come. */
    Phases(EventSink events) {
        this(events, PhaseGate.OPEN);
    }

    Phases(EventSink events, PhaseGate gate) {
        this.events = events;
        this.gate = gate;
    }

    /** What is done in a phase; its result is a few words about it. */
    interface Step<E extends Exception> {
        String run() throws E, InterruptedException;
    }

    <E extends Exception> void run(Phase phase, Step<E> step) throws E, InterruptedException {
        run(phase, step::run, result -> result);
    }

    /** What is done in a phase of which more is wanted than words. */
    interface Work<T, E extends Exception> {
        T run() throws E, InterruptedException;
    }

    /** @param words tells in a few words what came of it */
    <T, E extends Exception> T run(Phase phase, Work<T, E> work, Function<T, String> words)
            throws E, InterruptedException {
        gate.pass(phase);
        Instant start = Instant.now();
        events.emit(new Event.PhaseStarted(phase));
        T result = work.run();
        events.emit(new Event.PhaseFinished(phase, words.apply(result), Duration.between(start, Instant.now())));
        return result;
    }
}
