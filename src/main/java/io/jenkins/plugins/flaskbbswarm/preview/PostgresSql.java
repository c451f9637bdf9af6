package io.jenkins.plugins.flaskbbswarm.preview;

import java.util.Optional;

/**
 * What {@code psql} is told to make and to drop a preview's role and database. Each script may be run again. Names are
 * those of {@link DatabaseName}, which need no quoting; what a person chose is quoted.
 */
final class PostgresSql {
    /** How each line of {@link #list} begins. */
    static final String LINE = "preview-database";

    private PostgresSql() {}

    /**
     * Makes the role, or gives it another password, and the database.
     *
     * @param verifier of the password
     * @param owner who has it, for {@link #list}
     * @param template the database to copy
     */
    static String create(String name, String verifier, DatabaseOwner owner, Optional<String> template) {
        String copy = template.map(model -> " TEMPLATE " + identifier(model)).orElse("");
        String make = """
                SELECT 'CREATE ROLE NAME LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'NAME')\\gexec
                ALTER ROLE NAME WITH LOGIN PASSWORD VERIFIER;
                COMMENT ON ROLE NAME IS OWNER-COMMENT;
                -- An administrator who is no superuser may only give a database to a role that he is a member of.
                GRANT NAME TO CURRENT_USER;
                SELECT TEXT WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'NAME')\\gexec
                REVOKE CONNECT ON DATABASE NAME FROM PUBLIC;
                """.replace("TEXT", literal("CREATE DATABASE NAME OWNER NAME" + copy))
                .replace("VERIFIER", literal(verifier))
                .replace("OWNER-COMMENT", literal(owner.comment()))
                .replace("NAME", name);
        return make + (template.isPresent() ? handOver(name) : "") + "\\echo the database " + name + " is there\n";
    }

    /** What was copied belongs to whom the template belongs; the preview's migration wants to change it. */
    private static String handOver(String name) {
        return """
                \\connect NAME
                SELECT format('ALTER %s %I.%I OWNER TO NAME',
                    CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                        ELSE 'TABLE' END, n.nspname, c.relname)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND c.relkind = 'S' AND d.deptype IN ('a', 'i'))
                \\gexec
                SELECT format('ALTER TYPE %I.%I OWNER TO NAME', n.nspname, t.typname)
                FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                WHERE t.typtype IN ('e', 'd') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                \\gexec
                GRANT ALL ON SCHEMA public TO NAME;
                """.replace("NAME", name);
    }

    /** Drops both, and ends the connections to the database first (PostgreSQL 13 and newer). */
    static String drop(String name) {
        return """
                SELECT 'DROP DATABASE NAME WITH (FORCE)' WHERE EXISTS (SELECT FROM pg_database WHERE datname = 'NAME')\\gexec
                SELECT 'DROP ROLE NAME' WHERE EXISTS (SELECT FROM pg_roles WHERE rolname = 'NAME')\\gexec
                \\echo the database NAME is gone
                """.replace("NAME", name);
    }

    /** Prints name and stack of each that was made for previews of the same swarm and repository, a line each. */
    static String list(DatabaseOwner owner) {
        return """
                \\pset tuples_only on
                \\pset format unaligned
                SELECT 'LINE ' || rolname || ' ' || substr(comment, length(PREFIX) + 1)
                FROM (SELECT rolname, shobj_description(oid, 'pg_authid') AS comment FROM pg_roles) AS roles
                WHERE left(comment, length(PREFIX)) = PREFIX;
                """.replace("LINE", LINE).replace("PREFIX", literal(owner.prefix()));
    }

    private static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
