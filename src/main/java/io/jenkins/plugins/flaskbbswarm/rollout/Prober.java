package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Asks a {@link Probe}'s address until it answers as expected or the time is up. */
public final class Prober {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final EventSink events;

    public Prober(EventSink events) {
        this.events = events;
    }

    /**
     * Returns when the probe has succeeded.
     *
     * @throws ProbeFailed if it did not within its timeout; the message says what was seen last
     */
    public void await(Probe probe) throws ProbeFailed, InterruptedException {
        Instant end = Instant.now().plus(probe.timeout());
        String last = "";
        while (true) {
            String seen = tryOnce(probe);
            if (seen.isEmpty()) {
                events.emit(new Event.Note(probe.url().toString(), "answered " + probe.status()));
                return;
            }
            if (!seen.equals(last)) {
                events.emit(new Event.Progress(probe.url().toString(), seen));
            }
            last = seen;
            if (Instant.now().plus(BETWEEN_TRIES).isAfter(end)) {
                throw new ProbeFailed(probe, last);
            }
            Thread.sleep(BETWEEN_TRIES.toMillis());
        }
    }

    /** What is wrong with the answer, or nothing. */
    private static String tryOnce(Probe probe) throws InterruptedException {
        try {
            ProbeRequest.Answer answer = new ProbeRequest(probe).send();
            if (answer.status() != probe.status()) {
                return "answered " + answer.status() + ", not " + probe.status();
            }
            boolean found = probe.text().map(answer.body()::contains).orElse(true);
            return found
                    ? ""
                    : "answered " + answer.status() + ", but without the text '"
                            + probe.text().get() + "'";
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
    }
}
