package io.jenkins.plugins.flaskbbswarm.report;

import io.jenkins.plugins.flaskbbswarm.event.Event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A release from its beginning to where it is now.
 *
 * @param events in the order in which they happened
 * @param end empty while it runs, or if whoever ran it died
 */
public record ReleaseReport(Head head, List<Timed> events, Optional<End> end) {
    /** How a release ended. */
    public enum Outcome {
        /** There is a new release, and it runs. */
        SUCCEEDED,
        /** There was nothing to do, and what is there runs. */
        UNCHANGED,
        FAILED,
        ABORTED,
        /** Whoever ran it died; it was begun again, and its end is told there. */
        INTERRUPTED
    }

    /**
     * What is known at the beginning.
     *
     * @param by who deploys: a user and host, or the address of a build
     */
    public record Head(String stack, String by, Instant started) {}

    /** An event and when it happened. */
    public record Timed(Instant at, Event event) {}

    /**
     * What is known at the end.
     *
     * @param release the number of the release that the stack is at; 0 if that is not known
     * @param message one sentence about how it ended, or nothing
     * @param address where the stack answers, if it was probed
     * @param restored after a failure, whether the stack is whole, as it was before
     */
    public record End(
            Instant at, Outcome outcome, int release, String message, Optional<String> address, boolean restored) {}

    public ReleaseReport {
        events = List.copyOf(events);
    }

    /** When it ended, or when the last thing happened that is known. */
    public Instant until() {
        return end.map(End::at)
                .orElseGet(() -> events.isEmpty()
                        ? head.started()
                        : events.get(events.size() - 1).at());
    }

    /** The same, cut off where it is now, if it has no end of its own. */
    public ReleaseReport interrupted() {
        End cutOff = new End(until(), Outcome.INTERRUPTED, 0, "", Optional.empty(), false);
        return end.isPresent() ? this : new ReleaseReport(head, events, Optional.of(cutOff));
    }

    public Duration took() {
        return Duration.between(head.started(), until());
    }

    /** How it ended, in capitals, or {@code RUNNING}. */
    public String outcome() {
        return end.map(ended -> ended.outcome().name()).orElse("RUNNING");
    }

    /** The plan as it was carried out, line by line; empty if there was nothing to do or it did not come to a plan. */
    public List<String> plan() {
        return printedBy("plan");
    }

    /** Why it failed, line by line. */
    public List<String> diagnosis() {
        return printedBy("diagnosis");
    }

    /** What the migration printed. */
    public List<String> migration() {
        return outputs()
                .filter(output -> output.source().startsWith(head.stack() + "_migration-"))
                .map(Event.Output::line)
                .toList();
    }

    /** The services of the stack with what they run, in the order in which they were planned. */
    public List<Event.ServicePlanned> services() {
        return only(Event.ServicePlanned.class).toList();
    }

    /** What its author should look at. */
    public List<Event.Warning> warnings() {
        return only(Event.Warning.class).distinct().toList();
    }

    private List<String> printedBy(String source) {
        return outputs()
                .filter(output -> output.source().equals(source))
                .map(Event.Output::line)
                .toList();
    }

    private Stream<Event.Output> outputs() {
        return only(Event.Output.class);
    }

    private <E extends Event> Stream<E> only(Class<E> kind) {
        return events.stream().map(Timed::event).filter(kind::isInstance).map(kind::cast);
    }
}
