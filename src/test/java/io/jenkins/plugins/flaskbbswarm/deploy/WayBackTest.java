package io.jenkins.plugins.flaskbbswarm.deploy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@code migration:} says of its way back, and what a plan says of that. */
class WayBackTest {
    @TempDir
    private Path directory;

    private DeployConfig read(String fields) throws Exception {
        Path file = directory.resolve("deploy.yml");
        Files.writeString(
                file, "stack: bb\nfiles: [stack.yml]\nmigration: {service: app, command: [up], " + fields + "}\n");
        return DeployFile.read(file, List.of(), Map.of());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            timeout: 1m                                               | none: deploy.yml has no migration.undo or backup; if the release fails, the old code runs on the new schema
            state: [rev]                                              | none: deploy.yml has no migration.undo or backup; if the release fails, the old code runs on the new schema
            state: [rev], undo: [down, now]                           | undo: down now
            state: [rev], undo: [down], backup: [save]                | undo: down; the backup 'save' before it, to be restored by hand
            backup: [save]                                            | none: the backup 'save' before it, to be restored by hand
            backup: [save], restore: [load]                           | restore: the backup 'save' before it; what is written after that is lost
            backup: {postgres: {volume: dumps}}                       | restore: a dump in dumps before it; what is written after that is lost
            backup: {postgres: {directory: /mnt/dumps, keep: 9}}      | restore: a dump in /mnt/dumps before it; what is written after that is lost
            state: [rev], undo: [down], compatible: true              | none needed: compatible, the old code runs on the new schema
            """)
    void thePlanSaysWhichThereIs(String fields, String words) throws Exception {
        assertThat(SchemaWords.wayBack(read(fields).migration().orElseThrow().back()))
                .isEqualTo(words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            undo: [down]                                            | migration.undo: needs 'state'
            restore: [load]                                         | migration.restore: needs 'backup'
            state: []                                               | migration.state: this list is empty
            backup: {postgres: {volume: a}}, restore: [load]        | migration.restore: does not go with 'backup.postgres'
            backup: {mysql: {volume: a}}                            | migration.backup.mysql: unknown field
            backup: {postgres: {keep: 2}}                           | migration.backup.postgres.volume: is missing
            backup: {postgres: {volume: a, directory: /b}}          | migration.backup.postgres.directory: does not go with 'volume'
            backup: {postgres: {volume: ../a}}                      | migration.backup.postgres.volume: '../a' is not a valid name of a volume
            backup: {postgres: {directory: b}}                      | migration.backup.postgres.directory: 'b' is not an absolute path
            backup: {postgres: {volume: a, keep: 0}}                | migration.backup.postgres.keep: must be between 1 and 100000
            compatible: perhaps                                     | migration.compatible: must be
            """)
    void whatCannotBeIsRefused(String fields, String problem) {
        assertThatThrownBy(() -> read(fields))
                .isInstanceOf(DeployFileException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void theFingerprintCoversIt() throws Exception {
        try (MigrationBench undone = new MigrationBench(MigrationBench.UNDO);
                MigrationBench restored = new MigrationBench(MigrationBench.RESTORE)) {
            undone.version("b");
            restored.version("b");
            PlannedChanges changes = undone.bench.plan();
            assertThat(changes.wayBack()).contains("undo: undo");
            assertThat(changes.fingerprint())
                    .isEqualTo(undone.bench.plan().fingerprint())
                    .isNotEqualTo(restored.bench.plan().fingerprint());
        }
    }

    /** A preview's dump would be among those of the stack. */
    @Test
    void aPreviewHasTheCommandsButNoDump() throws Exception {
        DeployConfig config = read("state: [rev], undo: [down], backup: {postgres: {volume: dumps}}");
        DeployConfig.WayBack preview = config.forStack(
                        new io.jenkins.plugins.flaskbbswarm.stack.Namespace("bb-pr-1"), List.of(), "pr-1")
                .migration()
                .orElseThrow()
                .back();
        assertThat(preview.undo()).containsExactly("down");
        assertThat(preview.backup()).isEmpty();
    }
}
