package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;

import java.util.List;
import java.util.Optional;

/** The migration of a release, unless the last release or an earlier attempt of this one ran the very same. */
final class Migration {
    private static final String PURPOSE = "migration";

    private final ReleaseSettings settings;
    private final Phases phases;
    private final DeploymentContext surroundings;
    private final AcquiredLock lock;

    Migration(ReleaseSettings settings, Phases phases, DeploymentContext surroundings, AcquiredLock lock) {
        this.settings = settings;
        this.phases = phases;
        this.surroundings = surroundings;
        this.lock = lock;
    }

    /** Runs it if there is one to run; returns what the release is to remember of it. */
    Optional<Release.Migrated> run(Rollout rollout, DeploymentPlan planned, SwarmSnapshot state)
            throws JobFailedException, InterruptedException {
        Optional<Release.Migrated> before = state.releases().current().flatMap(Release::migration);
        if (settings.migration().isEmpty() || !planned.isNewRelease()) {
            return before;
        }
        JobSpec job = job(settings.migration().get(), planned.stack(), state);
        if (before.map(Release.Migrated::job).equals(Optional.of(job.fingerprint()))) {
            note("the same as in the last release: not run again");
            return before;
        }
        String memory = job.fingerprint() + "@" + state.releases().next();
        if (hasCompleted(job, memory)) {
            note("completed by an earlier attempt of this release: not run again");
            return Optional.of(new Release.Migrated(job.fingerprint(), List.of()));
        }
        List<String> log = phases.<List<String>, JobFailedException>run(
                Phase.MIGRATE, () -> rollout.run(job, settings.migration().get().timeout()), lines -> "done");
        lock.migrated(job.fingerprint());
        surroundings.memory().save(surroundings.memory().progress().migrated(memory));
        return Optional.of(new Release.Migrated(job.fingerprint(), log));
    }

    /**
     * Whether it need not run once more: in a release that died after it, or that was rolled back since its controller
     * or agent was lost and is attempted again.
     */
    private boolean hasCompleted(JobSpec job, String memory) {
        return lock.inheritedMigration().equals(Optional.of(job.fingerprint()))
                || surroundings.memory().progress().migration().equals(memory);
    }

    private void note(String text) {
        surroundings.events().emit(new Event.Note(PURPOSE, text));
    }

    /** The migration that is another than the last release's, and so is something to do by itself. */
    static Optional<String> pending(DesiredStack stack, SwarmSnapshot state, ReleaseSettings settings) {
        Optional<String> before =
                state.releases().current().flatMap(Release::migration).map(Release.Migrated::job);
        return settings.migration()
                .filter(migration ->
                        !before.equals(Optional.of(job(migration, stack, state).fingerprint())))
                .map(migration -> migration.service() + ": " + String.join(" ", migration.command()));
    }

    private static JobSpec job(DeployConfig.Migration migration, DesiredStack stack, SwarmSnapshot state) {
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
