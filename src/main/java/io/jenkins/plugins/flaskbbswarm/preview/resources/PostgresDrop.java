package io.jenkins.plugins.flaskbbswarm.preview.resources;

/**
 * What {@code psql} is told to remove a preview's role and database, whatever their owner did to keep them: he may have
 * made the database a template, closed it, left transactions prepared, been granted something in other databases, or
 * have objects there. Where somebody has to be connected to a preview's database for that, it is a cleaner: a role for
 * the moment that may do what the previews' owners may, and nothing else.
 *
 * @param name of both, which needs no quoting
 * @param owner whose they are; those of others are left
 * @param maintenance the administrator's own database
 * @param admin his role
 * @param verifier of the cleaner's password
 */
record PostgresDrop(String name, DatabaseOwner owner, String maintenance, String admin, String verifier) {
    private static final String CLEANER = "cleaner";

    /** Where it writes what is to be done in other databases. */
    private static final String ELSEWHERE = "/tmp/elsewhere.sql";

    /** The other databases in which something depends on the role. */
    private static final String DEPENDENT = "FROM pg_database d WHERE d.datname <> 'NAME' AND EXISTS (SELECT FROM"
            + " pg_shdepend s JOIN pg_roles r ON r.oid = s.refobjid WHERE s.refclassid = 'pg_authid'::regclass"
            + " AND s.dbid = d.oid AND r.rolname = 'NAME')";

    /** Prepared transactions keep a database; who prepared one can roll it back. */
    private static final String PREPARED = "FROM pg_prepared_xacts x JOIN pg_roles r ON r.rolname = x.owner"
            + " WHERE x.database = 'NAME' AND NOT r.rolsuper";

    /** What the cleaner is called: as long as a preview's role, and never one's name. */
    static String cleaner(String name) {
        return CLEANER + name.substring("preview".length());
    }

    String script() {
        return filled(PostgresSql.PINNED + look() + "\\if :is_ours\n" + disconnect() + cleanElsewhere() + drop()
                + "\\endif\n\\echo the database NAME is gone\n");
    }

    private String filled(String sql) {
        return sql.replace("DEPENDENT", DEPENDENT)
                .replace("PREPARED-ONES", PREPARED)
                .replace("OF-A-PREVIEW", PostgresSql.isOfAPreview("d.datdba"))
                .replace("CLEANER", cleaner(name))
                .replace("NAME", name)
                .replace("VERIFIER", PostgresSql.literal(verifier))
                .replace("ADMINISTRATOR", PostgresSql.identifier(admin))
                .replace("QUOTED", PostgresSql.literal(admin.replace("\"", "\"\"")))
                .replace("MAINTENANCE", PostgresSql.identifier(maintenance))
                .replace("ANOTHERS", PostgresSql.isAnothers(owner));
    }

    private static String look() {
        return """
                SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'NAME' AND ANOTHERS) AS is_ours,
                    EXISTS (SELECT FROM pg_roles WHERE rolname = 'NAME') AS has_role,
                    EXISTS (SELECT FROM pg_database WHERE datname = 'NAME') AS has_database,
                    EXISTS (SELECT PREPARED-ONES) OR EXISTS (SELECT DEPENDENT AND OF-A-PREVIEW) AS needs_cleaner,
                    current_setting('server_version_num')::int >= 130000 AS has_force\\gset
                """;
    }

    /** First of all: an open transaction may hold what is to be altered. */
    private static String disconnect() {
        return """
                SELECT count(pg_terminate_backend(pid)) AS ended FROM pg_stat_activity
                    WHERE (usename = 'NAME' OR datname = 'NAME') AND pid <> pg_backend_pid()
                    AND usesysid IS NOT NULL AND pg_has_role(usesysid, 'USAGE')\\gset
                """;
    }

    private static String cleanElsewhere() {
        return removeCleaner() + "\\if :needs_cleaner\n" + makeCleaner() + "\\endif\n" + writeElsewhere() + "\\i "
                + ELSEWHERE + "\n\\connect MAINTENANCE ADMINISTRATOR\n" + PostgresSql.PINNED;
    }

    private static String makeCleaner() {
        return """
                CREATE ROLE CLEANER NOSUPERUSER NOCREATEDB NOCREATEROLE LOGIN CONNECTION LIMIT 3 PASSWORD VERIFIER;
                """ + PostgresSql.join("CLEANER") + """
                SELECT 'GRANT NAME TO CLEANER' WHERE :'has_role'\\gexec
                SELECT DISTINCT format('GRANT %I TO CLEANER', x.owner) PREPARED-ONES AND x.owner <> 'NAME'\\gexec
                SELECT DISTINCT format('GRANT %I TO CLEANER', pg_get_userbyid(d.datdba)) DEPENDENT AND OF-A-PREVIEW\\gexec
                SELECT format('ALTER DATABASE %I WITH ALLOW_CONNECTIONS true CONNECTION LIMIT -1', d.datname)
                    FROM pg_database d WHERE (NOT d.datallowconn OR d.datconnlimit <> -1) AND (d.datname = 'NAME' OR d.oid IN (SELECT d.oid DEPENDENT AND OF-A-PREVIEW))\\gexec
                SELECT format('GRANT CONNECT ON DATABASE %I TO CLEANER', d.datname) FROM pg_database d
                    WHERE NOT has_database_privilege('CLEANER', d.oid, 'CONNECT')
                    AND (d.datname = 'NAME' OR d.oid IN (SELECT d.oid DEPENDENT AND OF-A-PREVIEW))\\gexec
                """;
    }

    private static String writeElsewhere() {
        return """
                \\pset tuples_only on
                \\pset format unaligned
                \\o FILE
                SELECT DISTINCT '\\connect NAME CLEANER' PREPARED-ONES;
                SELECT format('SET ROLE %I; ROLLBACK PREPARED %L; RESET ROLE;', x.owner, x.gid) PREPARED-ONES;
                SELECT format(E'\\\\connect "%s" "%s"\\nSET search_path = pg_catalog; SET default_transaction_read_only = off;'
                    ' SET statement_timeout = 0; SET lock_timeout = ''30s''; DROP OWNED BY NAME CASCADE;',
                    replace(d.datname, '"', '""'), CASE WHEN OF-A-PREVIEW THEN 'CLEANER' ELSE QUOTED END) DEPENDENT;
                \\o
                """.replace("FILE", ELSEWHERE);
    }

    private static String drop() {
        return """
                SELECT 'ALTER ROLE NAME NOLOGIN' WHERE :'has_role'\\gexec
                \\if :has_database
                """ + disconnect() + """
                ALTER DATABASE NAME WITH IS_TEMPLATE false;
                ALTER DATABASE NAME WITH ALLOW_CONNECTIONS false;
                """ + disconnect() + """
                \\if :has_force
                DROP DATABASE NAME WITH (FORCE);
                \\else
                DROP DATABASE NAME;
                \\endif
                \\endif
                SELECT 'DROP OWNED BY NAME CASCADE' WHERE :'has_role'\\gexec
                SELECT 'DROP ROLE NAME' WHERE :'has_role'\\gexec
                """ + removeCleaner();
    }

    /** Also that of a run which died. */
    private static String removeCleaner() {
        return """
                SELECT 'DROP OWNED BY CLEANER CASCADE' FROM pg_roles WHERE rolname = 'CLEANER'\\gexec
                SELECT 'DROP ROLE CLEANER' FROM pg_roles WHERE rolname = 'CLEANER'\\gexec
                """;
    }
}
