package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.Phase;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.rollout.JobResult;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;
import io.jenkins.plugins.flaskbbswarm.rollout.Rollout;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * The migration of a release, unless the last release or an earlier attempt of this one ran the very same. What the
 * schema was is known, saved if it is to be, and stored in the swarm before the migration begins.
 */
final class Migration {
    private static final String PURPOSE = "migration";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ReleaseSettings settings;
    private final Phases phases;
    private final DeploymentContext surroundings;
    private final AcquiredLock lock;
    private boolean hasRun;

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
        if (settings.schema().isPresent()) {
            return new SchemaMove(settings.schema().get(), phases).run(rollout, planned, state);
        }
        if (settings.migration().isEmpty() || !planned.isNewRelease()) {
            return before;
        }
        DeployConfig.Migration migration = settings.migration().get();
        MigrationJobs jobs = jobs(migration, planned.stack(), state);
        JobSpec job = jobs.migration();
        if (before.map(Release.Migrated::job).equals(Optional.of(job.fingerprint()))) {
            note("the same as in the last release: not run again");
            return before;
        }
        String memory = job.fingerprint() + "@" + state.releases().next();
        Optional<SchemaChange> begun =
                state.schema().filter(change -> change.job().equals(job.fingerprint()));
        if (hasCompleted(job, memory, begun)) {
            hasRun = true;
            note("completed by an earlier attempt of this release: not run again");
            String token = begun.map(SchemaChange::token).orElse("");
            return Optional.of(new Release.Migrated(
                    job.fingerprint(), List.of(), begun.isEmpty() ? Optional.empty() : after(rollout, jobs, token)));
        }
        return Optional.of(phases.<Release.Migrated, JobFailedException>run(
                Phase.MIGRATE, () -> migrate(rollout, jobs, begun, state, memory), done -> "done"));
    }

    private Release.Migrated migrate(
            Rollout rollout, MigrationJobs jobs, Optional<SchemaChange> begun, SwarmSnapshot state, String memory)
            throws JobFailedException, InterruptedException {
        JobSpec job = jobs.migration();
        DeployConfig.Migration migration = settings.migration().orElseThrow();
        String token = begun.isPresent() ? begun.get().token() : token(rollout, jobs);
        boolean hasRecord = begun.isPresent() || prepare(rollout, jobs, token, state);
        hasRun = true;
        List<String> log = rollout.run(job, migration.timeout());
        rollout.schema().mark(SchemaChange.Stage.MIGRATED);
        Optional<Release.Schema> schema = after(rollout, jobs, token);
        if (!hasRecord || schema.filter(Release.Schema::isUnchanged).isPresent()) {
            lock.migrated(job.fingerprint());
            surroundings.memory().save(surroundings.memory().progress().migrated(memory));
        }
        return new Release.Migrated(job.fingerprint(), log, schema);
    }

    /** Whether the schema may be another than when the run began. */
    boolean hasRun() {
        return hasRun;
    }

    /**
     * From here on the next run knows that the migration began and how to undo it. If it cannot be undone, the lock and
     * the memory of the build know that it completed, and no run undoes it.
     */
    private boolean prepare(Rollout rollout, MigrationJobs jobs, String token, SwarmSnapshot state)
            throws JobFailedException, InterruptedException {
        DeployConfig.Migration migration = settings.migration().orElseThrow();
        int number = state.releases().next();
        String name = number + "-" + MOMENT.format(Instant.now());
        Optional<JobSpec> backup = jobs.backup(name);
        String node = "";
        if (backup.isPresent()) {
            JobResult saved = rollout.runJob(backup.get(), migration.timeout());
            node = saved.nodeId();
            note("the backup before it is " + name);
        }
        Optional<SchemaChange.Back> back = migration.back().compatible()
                ? Optional.empty()
                : jobs.back(token, backup.isPresent() ? name : "", node);
        if (back.isPresent()) {
            String job = jobs.migration().fingerprint();
            rollout.schema().begin(new SchemaChange(number, job, token, back.get(), SchemaChange.Stage.BEGUN));
        }
        return back.isPresent();
    }

    private String token(Rollout rollout, MigrationJobs jobs) throws JobFailedException, InterruptedException {
        DeployConfig.Migration migration = settings.migration().orElseThrow();
        if (migration.back().state().isEmpty()) {
            return "";
        }
        String token = rollout.runJob(jobs.state(), migration.timeout()).lastLine();
        if (token.isEmpty()) {
            throw new JobFailedException(
                    "migration.state printed nothing, so that the schema is not known: "
                            + jobs.state().name(),
                    List.of());
        }
        return token;
    }

    /** A migration that left the schema as it was has nothing to be undone, and nothing needs to stop for that. */
    private Optional<Release.Schema> after(Rollout rollout, MigrationJobs jobs, String before)
            throws JobFailedException, InterruptedException {
        if (settings.migration().orElseThrow().back().state().isEmpty()) {
            return Optional.empty();
        }
        String after = token(rollout, jobs);
        if (after.equals(before)) {
            hasRun = false;
            rollout.schema().forget();
        }
        note(after.equals(before) ? "the schema stays " + after : "the schema was " + before + " and is " + after);
        return Optional.of(jobs.schema(before, after));
    }

    /**
     * Whether it need not run once more: in a release that died after it, or that was rolled back since its controller
     * or agent was lost and is attempted again.
     */
    private boolean hasCompleted(JobSpec job, String memory, Optional<SchemaChange> begun) {
        if (begun.isPresent()) {
            return begun.get().stage() == SchemaChange.Stage.MIGRATED;
        }
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
                .filter(migration -> !before.equals(
                        Optional.of(jobs(migration, stack, state).migration().fingerprint())))
                .map(migration -> migration.service() + ": " + String.join(" ", migration.command()));
    }

    /**
     * Whether what an earlier run did to the schema has to be taken back before this one may begin: it is on its way
     * back, or this one has another migration, or none.
     */
    static boolean isInTheWay(DesiredStack stack, SwarmSnapshot state, ReleaseSettings settings) {
        return state.schema()
                .filter(change -> isInTheWay(change, stack, state, settings))
                .isPresent();
    }

    private static boolean isInTheWay(
            SchemaChange change, DesiredStack stack, SwarmSnapshot state, ReleaseSettings settings) {
        Optional<String> ours = settings.schema()
                .map(SchemaMove.Target::fingerprint)
                .or(() -> settings.migration()
                        .map(migration ->
                                jobs(migration, stack, state).migration().fingerprint()));
        return change.stage() == SchemaChange.Stage.UNDOING || !ours.equals(Optional.of(change.job()));
    }

    private static MigrationJobs jobs(DeployConfig.Migration migration, DesiredStack stack, SwarmSnapshot state) {
        return new MigrationJobs(migration, stack, state.releases().next());
    }
}
