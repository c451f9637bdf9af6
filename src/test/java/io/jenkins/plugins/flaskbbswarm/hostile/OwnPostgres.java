package io.jenkins.plugins.flaskbbswarm.hostile;

import io.jenkins.plugins.flaskbbswarm.cli.Docker;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PostgreSQL whose administrator is a superuser and which allows prepared transactions, with somebody's production
 * database on it: all that an attacker may hope for.
 */
final class OwnPostgres implements AutoCloseable {
    private static final String START = """
            PATH=$(echo /usr/lib/postgresql/*/bin):$PATH; echo sesame >/tmp/password
            initdb -D /data/db -U root --pwfile=/tmp/password --auth-local trust --auth-host scram-sha-256 >/dev/null
            echo 'host all all all scram-sha-256' >>/data/db/pg_hba.conf
            exec postgres -D /data/db -c listen_addresses='*' -c unix_socket_directories=/tmp -c fsync=off \\
                -c max_prepared_transactions=9
            """;

    private final String container;
    private final String port;

    OwnPostgres() throws IOException, InterruptedException {
        container = Docker.run("run", "-d", "--rm", "-p", "5432", "lab-postgres:local", "sh", "-c", START)
                .strip();
        port = Docker.run("port", container, "5432")
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceFirst("^.*:", "");
        try {
            awaitTheServer();
            sql("postgres", "CREATE ROLE forum LOGIN", "CREATE ROLE reader LOGIN", "CREATE DATABASE forum OWNER forum");
            sql("forum", "CREATE TABLE posts AS SELECT 'the words of production' AS text");
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    private void awaitTheServer() throws IOException, InterruptedException {
        String ask = "until psql -h /tmp -U root -d postgres -qAtc 'SELECT 1' 2>/dev/null; do sleep 0.2; done";
        Docker.run("exec", container, "timeout", "300", "sh", "-c", ask);
    }

    /** For {@code preview.database.admin}. */
    String url() {
        return "postgresql://root:sesame@" + Lab.variable("LAB_ADDRESS") + ":" + port + "/postgres";
    }

    /** What the superuser is answered. */
    List<String> sql(String database, String... statements) throws IOException, InterruptedException {
        StringBuilder all = new StringBuilder();
        for (String statement : statements) {
            all.append(Docker.run(
                    "exec", container, "psql", "-h", "/tmp", "-U", "root", "-d", database, "-qAtc", statement));
        }
        return all.toString().lines().toList();
    }

    /** Production, and all whom the server knows. */
    Map<String, List<String>> everything() throws IOException, InterruptedException {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("databases", sql("postgres", "SELECT datname, datdba::regrole FROM pg_database ORDER BY 1"));
        all.put("roles", sql("postgres", "SELECT rolname, rolsuper FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1"));
        all.put("posts", sql("forum", "SELECT * FROM posts"));
        all.put("large objects", sql("postgres", "SELECT oid FROM pg_largeobject_metadata"));
        all.put("prepared", sql("postgres", "SELECT gid FROM pg_prepared_xacts"));
        return all;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Docker.run("rm", "-f", "-v", container);
    }
}
