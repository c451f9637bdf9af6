package io.jenkins.plugins.flaskbbswarm.report;

import io.jenkins.plugins.flaskbbswarm.event.Event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Releases for tests, told event by event, a second apart. */
final class Releases {
    static final Instant BEGIN = Instant.parse("2026-01-31T09:30:00Z");

    private Releases() {}

    static ReleaseReport of(String stack, ReleaseReport.Outcome outcome, String message, Event... events) {
        List<ReleaseReport.Timed> timed = new ArrayList<>();
        for (Event event : events) {
            timed.add(new ReleaseReport.Timed(BEGIN.plusSeconds(timed.size() + 1), event));
        }
        ReleaseReport.End end = new ReleaseReport.End(
                BEGIN.plusSeconds(timed.size() + 1), outcome, 3, message, Optional.of("http://bb.example.org/"), true);
        return new ReleaseReport(
                new ReleaseReport.Head(stack, "https://ci.example.org/job/bb/7/", BEGIN), timed, Optional.of(end));
    }

    /** One of each kind of event. */
    static ReleaseReport complete() {
        return of(
                "bb",
                ReleaseReport.Outcome.SUCCEEDED,
                "",
                new Event.PhaseStarted("Plan"),
                new Event.Output("plan", "~ service bb_app (its tasks are replaced)"),
                new Event.Output("plan", "    TaskTemplate.ContainerSpec.Image: app:1 → app:2"),
                new Event.ServicePlanned("bb_app", "app:2@sha256:12ab", "replaced"),
                new Event.ServicePlanned("bb_web", "web:1@sha256:34cd", "unchanged"),
                new Event.PhaseFinished("Plan", "1 change", Duration.ofMillis(1500)),
                new Event.PhaseStarted("Migrate"),
                new Event.Output("bb_migration-3", "Running upgrade"),
                new Event.PhaseFinished("Migrate", "done", Duration.ofSeconds(1)),
                new Event.Warning("stack.yml:3:5", "this field does nothing", "remove it"),
                new Event.Progress("app", "layer pushed"),
                new Event.Note("secret bb_key-0123456789ab", "created"),
                new Event.PhaseStarted("Roll out"),
                new Event.TaskChanged("bb_app", "bb_app.1", "node-1", "preparing", ""),
                new Event.TaskChanged("bb_app", "bb_app.1", "node-1", "running", ""),
                new Event.ServiceChanged("bb_app", 1, 1, true),
                new Event.Measured("bb_app", "probe", "answered 200 in 12 ms", true),
                new Event.PhaseFinished("Roll out", "2 services converged", Duration.ofSeconds(3)));
    }
}
