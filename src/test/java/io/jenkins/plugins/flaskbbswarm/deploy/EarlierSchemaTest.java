package io.jenkins.plugins.flaskbbswarm.deploy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** {@code release rollback} to a release that needs another schema. */
class EarlierSchemaTest {
    private MigrationBench stack;

    private void releases(DeployConfig.WayBack back) throws Exception {
        stack = new MigrationBench(back);
        stack.bench.keep(10);
        stack.version("b").release();
        stack.version("c").release();
        assertThat(stack.database.schema()).isEqualTo("c");
    }

    private DeployResult rollback(int number, SchemaChoice choice) throws Exception {
        try (StackCommands commands = stack.commands()) {
            return commands.rollback(stack.bench.stack().name(), number, choice);
        }
    }

    private void assertIs(String version) throws Exception {
        assertThat(stack.database.schema()).isEqualTo(version);
        assertThat(stack.code()).isEqualTo("serve " + version);
        assertThat(stack.replicas()).isEqualTo(3);
        assertThat(stack.database.misfits()).isEmpty();
        assertThat(stack.remembered()).isEmpty();
    }

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void theSchemaGoesBackAtOnceOverSeveralReleases() throws Exception {
        releases(MigrationBench.UNDO);
        assertThat(rollback(1, SchemaChoice.UNDO).release()).isEqualTo(4);
        assertIs("a");
        assertThat(stack.version("c").release().release()).isEqualTo(5);
        assertIs("c");
        assertThat(rollback(2, SchemaChoice.UNDO).release()).isEqualTo(6);
        assertIs("b");
    }

    @Test
    void aLaterSchemaIsNoWayBack() throws Exception {
        releases(MigrationBench.UNDO);
        rollback(1, SchemaChoice.UNDO);
        assertThatThrownBy(() -> rollback(3, SchemaChoice.UNDO))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "Release 3 of bb needs the schema c, which is no earlier state of the present one, a")
                .hasMessageContaining("--schema leave");
        assertIs("a");
    }

    @Test
    void withoutAnUndoItIsRefusedUnlessTold() throws Exception {
        releases(MigrationBench.RESTORE);
        assertThatThrownBy(() -> rollback(2, SchemaChoice.UNDO))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("and the present one is c; release 3 has no migration.undo");
        assertThat(stack.code()).isEqualTo("serve c");

        rollback(2, SchemaChoice.LEAVE);
        assertThat(stack.database.schema()).isEqualTo("c");
        assertThat(stack.code()).isEqualTo("serve b");
    }

    @Test
    void compatibleSchemasStay() throws Exception {
        releases(MigrationBench.COMPATIBLE);
        rollback(1, SchemaChoice.UNDO);
        assertThat(stack.database.schema()).isEqualTo("c");
        assertThat(stack.code()).isEqualTo("serve a");
    }

    @Test
    void aRollbackThatFailsComesBackWithItsSchema() throws Exception {
        releases(MigrationBench.UNDO);
        stack.database.breaks("a");
        Throwable failure = catchThrowable(() -> rollback(1, SchemaChoice.UNDO));
        assertThat(failure)
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageEndingWith("The stack is back at release 3; the schema is back at c.");
        assertIs("c");
    }
}
