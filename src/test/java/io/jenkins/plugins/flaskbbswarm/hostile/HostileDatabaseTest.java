package io.jenkins.plugins.flaskbbswarm.hostile;

import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What an author does with the database of his preview, on a server where production lives and its superuser works. */
@RequiresLab
class HostileDatabaseTest {
    private static final int EVIL = 1;
    private static final int HONEST = 2;
    private static final String STACK = """
            services:
              app:
                image: lab-postgres:local
                command: [sleep, "1000"]
                init: true
                secrets: [{source: connection, mode: 0444}]
                stop_grace_period: 1s
                deploy: {endpoint_mode: dnsrr}
            secrets: {connection: {external: true}}
            """;
    private static final String PREVIEW = """
            database: {secret: connection, admin: {env: ADMIN}, image: "lab-postgres:local", connections: 7}
            policy: {images: ["lab-postgres"], placement: []}
            """;

    /** Whoever runs it becomes what the attacker wants. */
    private static final String TRAP = """
            CREATE FUNCTION evil.trap() RETURNS void LANGUAGE plpgsql AS
                $$BEGIN ALTER DATABASE forum RENAME TO stolen; EXCEPTION WHEN OTHERS THEN NULL; END$$;
            CREATE FUNCTION evil.spring(anyelement, anyelement) RETURNS bool LANGUAGE plpgsql AS
                $$BEGIN PERFORM evil.trap(); RETURN true; END$$;
            CREATE OPERATOR evil.= (FUNCTION = evil.spring, LEFTARG = anyelement, RIGHTARG = anyelement);
            CREATE OPERATOR evil.<> (FUNCTION = evil.spring, LEFTARG = anyelement, RIGHTARG = anyelement);
            CREATE FUNCTION evil.format(text, VARIADIC text[]) RETURNS text LANGUAGE plpgsql AS
                $$BEGIN PERFORM evil.trap(); RETURN ''; END$$;
            CREATE FUNCTION evil.shobj_description(oid, name) RETURNS text LANGUAGE plpgsql AS
                $$BEGIN PERFORM evil.trap(); RETURN ''; END$$;
            """.replace("anyelement", "name");

    @TempDir
    private Path directory;

    private OwnPostgres server;
    private HostilePreviews previews;

    @BeforeEach
    void begin() throws Exception {
        server = new OwnPostgres();
        previews = new HostilePreviews(
                directory, "evil-db", "{connection: {env: ADMIN}}", STACK, PREVIEW, Map.of("ADMIN", server.url()));
    }

    @AfterEach
    void end() throws Exception {
        try (OwnPostgres closing = server) {
            previews.sweep();
        }
    }

    @Test
    void productionIsAsItWasAndRemovalWins() throws Exception {
        Map<String, List<String>> before = server.everything();
        previews.up(EVIL);
        previews.up(HONEST);
        String mine = role("evil_db_pr_1");
        String theirs = role("evil_db_pr_2");

        assertThat(server.sql(
                        "postgres",
                        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit,"
                                + " left(rolpassword, 14) FROM pg_authid WHERE rolname = '" + mine + "'"))
                .containsExactly("f|f|f|f|f|7|SCRAM-SHA-256$");
        for (String other : List.of("forum", "postgres", "template1", theirs)) {
            assertThat(previews.sql(EVIL, other, "SELECT 1"))
                    .contains("permission denied for database \"" + other + "\"");
        }
        assertThat(server.sql("postgres", "SELECT has_database_privilege('reader', 'forum', 'CONNECT')"))
                .as("who could connect to production still can")
                .containsExactly("t");

        plant(mine, theirs);
        previews.down(HONEST);
        assertThat(role("evil_db_pr_2")).isEmpty();
        previews.up(HONEST);
        String lastly = "BEGIN; ALTER DATABASE " + mine + " SET work_mem = '1MB'; PREPARE TRANSACTION 'mine'";
        String closed = "ALTER DATABASE " + mine + " WITH CONNECTION LIMIT 0";
        assertThat(previews.sql(EVIL, mine, lastly, closed)).isEmpty();
        previews.down(EVIL);
        assertThat(role("evil_db_pr_1")).isEmpty();
        assertThat(previews.sweep().swept()).allMatch(swept -> swept.left().isEmpty());
        assertThat(server.everything()).isEqualTo(before);
    }

    private void plant(String mine, String theirs) throws Exception {
        assertThat(previews.sql(EVIL, mine, "CREATE SCHEMA evil", TRAP)).isEmpty();
        assertThat(previews.sql(
                        EVIL,
                        mine,
                        "SELECT lo_create(4711)",
                        "GRANT CONNECT ON DATABASE " + mine + " TO PUBLIC",
                        "GRANT ALL ON SCHEMA public TO PUBLIC",
                        "CREATE TABLE hook (a int); GRANT SELECT ON hook TO " + theirs,
                        "CREATE POLICY hook ON hook TO " + theirs,
                        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + theirs,
                        "ALTER DATABASE " + mine + " SET search_path = evil, pg_catalog",
                        "ALTER ROLE " + mine + " SET search_path = evil, pg_catalog",
                        "ALTER DATABASE " + mine + " WITH IS_TEMPLATE true"))
                .isEqualTo("4711");
        // The other's owner was here, too, and left what keeps his role.
        assertThat(previews.sql(HONEST, mine, "SELECT lo_create(4712)", "CREATE TABLE public.left_here (a int)"))
                .isEqualTo("4712");
        // A connection that outlives its container.
        previews.does(
                EVIL,
                "(psql \"$(cat /run/secrets/connection)\" -c 'SELECT pg_sleep(1000)' >/dev/null 2>&1 &) ; sleep 1");
    }

    /** Empty if there is none. */
    private String role(String part) throws Exception {
        return String.join(
                "", server.sql("postgres", "SELECT rolname FROM pg_roles WHERE rolname LIKE '%" + part + "%'"));
    }
}
