package io.jenkins.plugins.flaskbbswarm.rollout;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Asks a {@link Probe}'s address until it answers as expected or the time is up. */
public final class Prober {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private static final Duration LONGEST_TRY = Duration.ofSeconds(5);

    private final EventSink events;
    private final Duration longestTry;

    public Prober(EventSink events) {
        this(events, LONGEST_TRY);
    }

    /** @param longestTry for one exchange, from looking up the address to the last byte of the answer */
    Prober(EventSink events, Duration longestTry) {
        this.events = events;
        this.longestTry = longestTry;
    }

    /**
     * Returns when the probe has succeeded.
     *
     * @throws ProbeFailedException if it did not within its timeout; the message says what was seen last
     */
    public void await(Probe probe) throws ProbeFailedException, InterruptedException {
        Instant end = Instant.now().plus(probe.timeout());
        String last = "";
        while (true) {
            String seen = tryOnce(probe, shorter(longestTry, longer(Duration.between(Instant.now(), end))));
            if (seen.isEmpty()) {
                events.emit(new Event.Note(probe.url().toString(), "answered " + probe.status()));
                return;
            }
            if (!seen.equals(last)) {
                events.emit(new Event.Progress(probe.url().toString(), seen));
            }
            last = seen;
            if (Instant.now().plus(BETWEEN_TRIES).isAfter(end)) {
                throw new ProbeFailedException(probe, last);
            }
            Thread.sleep(BETWEEN_TRIES.toMillis());
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The last try gets a little more than what is left, which may be next to nothing. */
    private static Duration longer(Duration left) {
        return left.compareTo(BETWEEN_TRIES) < 0 ? BETWEEN_TRIES : left;
    }

    /** What is wrong with the answer, or nothing. */
    static String tryOnce(Probe probe, Duration deadline) throws InterruptedException {
        try {
            return wrong(probe, new ProbeRequest(probe, deadline).send());
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
    }

    /** The same of an answer that came. */
    static String wrong(Probe probe, ProbeRequest.Answer answer) {
        if (answer.status() != probe.status()) {
            return "answered " + answer.status() + ", not " + probe.status();
        }
        boolean found = probe.text().map(answer.body()::contains).orElse(true);
        return found
                ? ""
                : "answered " + answer.status() + ", but without the text '"
                        + probe.text().get() + "'";
    }
}
