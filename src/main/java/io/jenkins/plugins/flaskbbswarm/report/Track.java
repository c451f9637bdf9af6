package io.jenkins.plugins.flaskbbswarm.report;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.Phase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One line of the timeline: a phase of the release, or a task of a service.
 *
 * @param spans in order, without gaps
 */
record Track(String name, List<Span> spans) {
    /** Journals of earlier versions call it otherwise. */
    private static final Set<String> ROLLBACK = Set.of(Phase.ROLLBACK.title(), "Roll back", "Put back");

    /** From when to when something was in a state; {@code note} says more about it, or nothing. */
    record Span(String state, String note, Instant from, Instant to) {}

    Track {
        spans = List.copyOf(spans);
    }

    /** A line for each phase. One that did not come to its end is {@code failed}. */
    static List<Track> phases(ReleaseReport report) {
        Map<String, Span> spans = new LinkedHashMap<>();
        String unfinished = report.end().isPresent() ? "failed" : "running";
        for (ReleaseReport.Timed timed : report.events()) {
            if (timed.event() instanceof Event.PhaseStarted started) {
                spans.put(started.phase(), new Span(unfinished, "", timed.at(), report.until()));
            } else if (timed.event() instanceof Event.PhaseFinished finished) {
                Instant from = timed.at().minus(finished.took());
                spans.put(finished.phase(), new Span("complete", finished.result(), from, timed.at()));
            }
        }
        return spans.entrySet().stream()
                .map(span -> new Track(span.getKey(), List.of(span.getValue())))
                .toList();
    }

    /**
     * A line for each task, one span for each state in which it was seen. A release that is rolled back ends its tasks:
     * none of them is there when that is over.
     */
    static List<Track> tasks(ReleaseReport report) {
        Map<String, List<Span>> tracks = new LinkedHashMap<>();
        Map<String, List<Span>> rolledBack = new LinkedHashMap<>();
        for (ReleaseReport.Timed timed : report.events()) {
            if (timed.event() instanceof Event.PhaseStarted started && ROLLBACK.contains(started.phase())) {
                rolledBack.putAll(tracks);
            } else if (timed.event() instanceof Event.PhaseFinished finished && ROLLBACK.contains(finished.phase())) {
                rolledBack.values().forEach(spans -> endLast(spans, timed.at()));
                rolledBack.clear();
            } else if (timed.event() instanceof Event.TaskChanged task) {
                rolledBack.remove(task.task());
                List<Span> spans = tracks.computeIfAbsent(task.task(), name -> new ArrayList<>());
                endLast(spans, timed.at());
                Instant to = task.state().equals("complete") ? timed.at() : report.until();
                spans.add(new Span(task.state(), task.error(), timed.at(), to));
            }
        }
        return tracks.entrySet().stream()
                .map(track -> new Track(track.getKey(), track.getValue()))
                .toList();
    }

    private static void endLast(List<Span> spans, Instant at) {
        if (!spans.isEmpty()) {
            Span last = spans.remove(spans.size() - 1);
            spans.add(new Span(last.state(), last.note(), last.from(), at.isBefore(last.to()) ? at : last.to()));
        }
    }
}
