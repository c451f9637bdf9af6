package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailed;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;
import io.jenkins.plugins.flaskbbswarm.rollout.Release;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmState;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;

import java.util.List;
import java.util.Optional;

/** The migration of a release, unless the last release ran the very same. */
final class Migrating {
    private static final String PURPOSE = "migration";

    private final ReleaseSettings settings;
    private final Phases phases;
    private final EventSink events;

    Migrating(ReleaseSettings settings, Phases phases, EventSink events) {
        this.settings = settings;
        this.phases = phases;
        this.events = events;
    }

    /** Runs it if there is one to run; returns what the release is to remember of it. */
    Optional<Release.Migrated> run(Rollout rollout, Planned planned, SwarmState state)
            throws JobFailed, InterruptedException {
        Optional<Release.Migrated> before = state.releases().current().flatMap(Release::migration);
        if (settings.migration().isEmpty() || !planned.isNewRelease()) {
            return before;
        }
        JobSpec job = job(settings.migration().get(), planned.stack(), state);
        if (before.map(Release.Migrated::job).equals(Optional.of(job.fingerprint()))) {
            events.emit(new Event.Note(PURPOSE, "the same as in the last release: not run again"));
            return before;
        }
        List<String> log = phases.<List<String>, JobFailed>run(
                "Migrate", () -> rollout.run(job, settings.migration().get().timeout()), lines -> "done");
        return Optional.of(new Release.Migrated(job.fingerprint(), log));
    }

    /** The migration that is another than the last release's, and so is something to do by itself. */
    static Optional<String> pending(DesiredStack stack, SwarmState state, ReleaseSettings settings) {
        Optional<String> before =
                state.releases().current().flatMap(Release::migration).map(Release.Migrated::job);
        return settings.migration()
                .filter(migration ->
                        !before.equals(Optional.of(job(migration, stack, state).fingerprint())))
                .map(migration -> migration.service() + ": " + String.join(" ", migration.command()));
    }

    private static JobSpec job(DeployConfig.Migration migration, DesiredStack stack, SwarmState state) {
        DesiredService model = stack.services().stream()
                .filter(service -> service.key().equals(migration.service()))
                .findFirst()
                .orElseThrow();
        return JobSpec.of(
                stack.namespace(),
                model,
                migration.command(),
                PURPOSE,
                state.releases().next());
    }
}
