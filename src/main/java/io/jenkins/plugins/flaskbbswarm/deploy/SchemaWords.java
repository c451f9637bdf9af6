package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.release.SchemaChange;
import io.jenkins.plugins.flaskbbswarm.rollout.RolledBack;
import io.jenkins.plugins.flaskbbswarm.rollout.SchemaFailedException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of the schema: before a migration, and after one that was undone. */
final class SchemaWords {
    private static final String NONE = "none: ";

    private SchemaWords() {}

    /** What a fingerprint covers of {@link #wayBack}: nothing where the migration cannot be undone. */
    static Optional<String> promised(Optional<String> wayBack) {
        return wayBack.filter(words -> !words.startsWith(NONE));
    }

    /** How the migration would be undone, for a plan. */
    static String wayBack(DeployConfig.WayBack back) {
        if (back.compatible()) {
            return "none needed: compatible, the old code runs on the new schema";
        }
        if (!back.undo().isEmpty()) {
            return "undo: " + String.join(" ", back.undo())
                    + back.backup()
                            .map(saved -> "; " + saved(saved) + " before it, to be restored by hand")
                            .orElse("");
        }
        return back.backup()
                .map(saved -> saved.postgres().isEmpty() && saved.restore().isEmpty()
                        ? NONE + saved(saved) + " before it, to be restored by hand"
                        : "restore: " + saved(saved) + " before it; what is written after that is lost")
                .orElse(NONE
                        + "deploy.yml has no migration.undo or backup; if the release fails, the old code runs on the"
                        + " new schema");
    }

    private static String saved(DeployConfig.Backup saved) {
        return saved.postgres()
                .map(dump -> "a dump in " + dump.place())
                .orElseGet(() -> "the backup '" + String.join(" ", saved.command()) + "'");
    }

    /** What a rollback did to the schema; empty if nothing. */
    static String of(RolledBack back) {
        return back.schema().map(change -> of(change, back.lost())).orElse("");
    }

    private static String of(SchemaChange change, List<String> lost) {
        String token = change.token().isEmpty() ? "" : " at " + change.token();
        if (!change.back().losesData()) {
            return "; the schema is back" + token;
        }
        return "; the database is back" + token + " from the backup "
                + change.back().backup()
                + ", what was written after it is lost ("
                + (lost.isEmpty()
                        ? "the restore did not count it"
                        : lost.stream()
                                .map(line -> line.substring("lost:".length()).strip())
                                .collect(Collectors.joining(", ")))
                + ")";
    }

    /** What a migration leaves that ran and is not undone; empty if it was undone, or changed nothing. */
    static String left(Optional<DeployConfig.Migration> migration) {
        return migration
                .map(job -> job.back().compatible()
                        ? " The migration stays, since it is compatible: the old code runs on its schema."
                        : " The migration is not undone, since deploy.yml has no undo or restore for it: the old code"
                                + " runs on what it left of the schema.")
                .orElse("");
    }

    /** What a person has to do where the schema did not go back. */
    static String byHand(Exception failure) {
        return failure instanceof SchemaFailedException schema
                ? ". The services that were stopped for it stay stopped, since no code fits the schema. By hand: "
                        + schema.byHand()
                : "";
    }
}
