package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A release fails after its migration, on a real engine with a real PostgreSQL: what becomes of schema and rows. */
@RequiresLab
class MigrationLabTest {
    private static final String POSTGRES = "lab-postgres:local";
    private static final String DATABASE = "migrated";
    /** Prints a token of the schema: the columns of a table. */
    private static final String STATE = sql("SELECT string_agg(attname, '.' ORDER BY attname) FROM pg_attribute"
            + " WHERE attrelid = to_regclass('posts') AND attnum > 0 AND NOT attisdropped");

    private ReleaseBench bench;

    private void stack(String name, DeployConfig.WayBack back) throws Exception {
        String admin = Lab.variable("FLASKBB_POSTGRES");
        bench = ReleaseBench.on(Lab.engine(), POSTGRES, name)
                .secret("admin", admin)
                .secret("db", admin.replaceFirst("/[^/]*$", "/" + DATABASE + "_" + name))
                .failures(1)
                .monitor(ReleaseBench.LONG_ENOUGH);
        bench.footprint().erase();
        String database = DATABASE + "_" + name;
        bench.service("app", "sleep 1000")
                .migration(new DeployConfig.Migration(
                        "app",
                        List.of("psql -q \"$(cat /admin)\" -c 'DROP DATABASE IF EXISTS " + database
                                + " WITH (FORCE)' -c 'CREATE DATABASE " + database + "'; "
                                + sql("CREATE TABLE posts (id serial, body text)") + "; " + post("one") + "; "
                                + post("two")),
                        Duration.ofSeconds(60)));
        bench.release();
        // Users write while the new version runs, which ends soon.
        bench.service("app", post("three") + "; exit 5").migration(migration(back));
    }

    private static DeployConfig.Migration migration(DeployConfig.WayBack back) {
        return new DeployConfig.Migration(
                "app",
                List.of(sql("ALTER TABLE posts ADD title text; CREATE TABLE tags (name text)")),
                Duration.ofSeconds(60),
                back);
    }

    private static String sql(String statement) {
        return "psql -qAt -v ON_ERROR_STOP=1 \"$(cat /db)\" -c \"" + statement + "\"";
    }

    private static String post(String body) {
        return sql("INSERT INTO posts (body) VALUES ('" + body + "')");
    }

    @AfterEach
    void remove() throws Exception {
        bench.close();
    }

    @Test
    void anUndoKeepsWhatUsersWrote() throws Exception {
        stack(
                "undo",
                new DeployConfig.WayBack(
                        List.of(STATE),
                        List.of("test \"$MIGRATION_STATE\" = body.id; "
                                + sql("ALTER TABLE posts DROP IF EXISTS title; DROP TABLE IF EXISTS tags")),
                        Optional.empty(),
                        false));
        ReleaseFailedException failed = catchThrowableOfType(ReleaseFailedException.class, bench::release);

        assertThat(failed).hasMessageEndingWith("The stack is back at release 1; the schema is back at body.id.");
        assertThat(failed.stack()).isEqualTo(ReleaseFailedException.Stack.WHOLE);
        assertThat(posts()).startsWith("one,two,three");
    }

    @Test
    void aRestoreLosesItAndSaysSo() throws Exception {
        stack(
                "restore",
                new DeployConfig.WayBack(
                        List.of(STATE),
                        List.of(),
                        Optional.of(new DeployConfig.Backup(
                                List.of(),
                                List.of(),
                                Optional.of(new DeployConfig.PostgresDump(
                                        Optional.empty(), Optional.of("/db"), "migration-lab-test", 1)))),
                        false));
        ReleaseFailedException failed = catchThrowableOfType(ReleaseFailedException.class, bench::release);

        assertThat(failed)
                .hasMessageContaining(
                        "The stack is back at release 1; the database is back at body.id from the backup 2-")
                .hasMessageMatching("(?s).*public\\.posts: \\d+ rows now, 2 in the backup.*");
        assertThat(failed.stack()).isEqualTo(ReleaseFailedException.Stack.WHOLE);
        assertThat(posts()).isEqualTo("one,two body.id");
    }

    /** The rows and the schema, by a migration that only reads. */
    private String posts() throws Exception {
        bench.forgetEvents();
        bench.service("app", "echo again; sleep 1000")
                .migration(new DeployConfig.Migration(
                        "app",
                        List.of("echo $(" + sql("SELECT string_agg(body, ',' ORDER BY id) FROM posts") + ") $(" + STATE
                                + ")"),
                        Duration.ofSeconds(60)))
                .release();
        return bench.output(bench.stack().name() + "_migration-2").get(0);
    }
}
