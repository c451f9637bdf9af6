package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.release.Release;
import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;

import java.util.List;
import java.util.Optional;

/** The jobs of a migration: all run as the same service, each with a command of its own. */
final class MigrationJobs {
    /** In the environment of {@code undo}: the token that the schema is to go back to. */
    static final String STATE = "MIGRATION_STATE";

    /** In the environment of {@code backup} and {@code restore}: the name of the backup. */
    static final String BACKUP = "MIGRATION_BACKUP";

    private final DeployConfig.Migration migration;
    private final DesiredStack stack;
    private final int number;

    /** @param number of the release that the jobs belong to */
    MigrationJobs(DeployConfig.Migration migration, DesiredStack stack, int number) {
        this.migration = migration;
        this.stack = stack;
        this.number = number;
    }

    JobSpec migration() {
        return job(migration.command(), "migration");
    }

    JobSpec state() {
        return job(migration.back().state(), "state");
    }

    Optional<JobSpec> backup(String name) {
        return migration.back().backup().map(saved -> saved.postgres()
                .map(dump -> new PostgresJobs(dump, stack.namespace()).dump(job(List.of(), "backup")))
                .orElseGet(() -> job(saved.command(), "backup"))
                .with(BACKUP, name));
    }

    /**
     * What undoes the migration, if anything does: the undo command first, since it loses no data.
     *
     * @param node where the backup was made; its files may be nowhere else
     */
    Optional<SchemaChange.Back> back(String token, String backup, String node) {
        if (!migration.back().undo().isEmpty()) {
            JobSpec undo = job(migration.back().undo(), "undo").with(STATE, token);
            return Optional.of(back("undo", undo, backup));
        }
        return migration
                .back()
                .backup()
                .flatMap(saved -> restore(saved, node))
                .map(job -> back("restore", job.with(STATE, token).with(BACKUP, backup), backup));
    }

    private Optional<JobSpec> restore(DeployConfig.Backup saved, String node) {
        JobSpec job = job(saved.restore(), "restore");
        return saved.postgres()
                .map(dump ->
                        new PostgresJobs(dump, stack.namespace()).restore(job).onNode(node))
                .or(() -> saved.restore().isEmpty() ? Optional.empty() : Optional.of(job));
    }

    private SchemaChange.Back back(String kind, JobSpec job, String backup) {
        return new SchemaChange.Back(kind, job.name(), job.body(), migration.timeout(), backup);
    }

    /** What a release keeps of it. */
    Release.Schema schema(String before, String after) {
        return new Release.Schema(
                before,
                after,
                migration.back().compatible(),
                migration.service(),
                migration.command(),
                migration.back().undo(),
                migration.timeout());
    }

    private JobSpec job(List<String> command, String purpose) {
        DesiredService model = stack.services().stream()
                .filter(service -> service.key().equals(migration.service()))
                .findFirst()
                .orElseThrow();
        return JobSpec.of(stack.namespace(), model, command, purpose, number);
    }
}
