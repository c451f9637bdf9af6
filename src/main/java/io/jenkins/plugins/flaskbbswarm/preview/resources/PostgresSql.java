package io.jenkins.plugins.flaskbbswarm.preview.resources;

import java.util.Optional;

/**
 * What {@code psql} is told to make and to list previews' roles and databases; {@link PostgresDrop} removes them. Each
 * script may be run again. Names are those of {@link DatabaseName}, which need no quoting; what a person chose is
 * quoted.
 *
 * <p>Whoever is connected is an administrator, and a preview's owner may have planted functions and operators wherever
 * he could connect. So names are looked up in {@code pg_catalog} alone, and no administrator is ever connected to a
 * database that a preview owns.
 */
final class PostgresSql {
    /** How each line of {@link #list} begins. */
    static final String LINE = "preview-database";

    /** How the line begins that names a database which previews' roles may connect to. */
    static final String OPEN = "open-database";

    /** What each connection begins with: only what PostgreSQL itself comes with is called. */
    static final String PINNED = "SET search_path = pg_catalog;\nSET lock_timeout = '30s';\n";

    private PostgresSql() {}

    /**
     * Makes the role, or gives it another password, and the database.
     *
     * @param verifier of the password
     * @param owner who has it, for {@link #list}
     * @param connections how many the role may have at a time
     * @param maintenance the administrator's own database
     * @param template the database to copy; PostgreSQL's own empty one by default
     */
    static String create(
            String name,
            String verifier,
            DatabaseOwner owner,
            int connections,
            String maintenance,
            Optional<String> template) {
        return PINNED
                + isOurs(name, owner)
                + template.map(PostgresSql::isTrusted).orElse("")
                + role(name, verifier, owner, connections)
                + closeOthers(name)
                + template.map(model -> copy(name, model, maintenance)).orElseGet(() -> empty(name))
                + "\\echo the database " + name + " is there\n";
    }

    /** A role of that name may be that of another swarm, which has a preview of the same name. */
    private static String isOurs(String name, DatabaseOwner owner) {
        return failIf(
                "EXISTS (SELECT FROM pg_roles WHERE rolname = '" + name + "' AND " + isAnothers(owner) + ")",
                "the role " + name + " is there already and is of another swarm or repository;"
                        + " choose another preview.name");
    }

    /** A condition on rows of {@code pg_roles}. */
    static String isAnothers(DatabaseOwner owner) {
        return "shobj_description(oid, 'pg_authid') <> " + literal(owner.comment());
    }

    private static String isTrusted(String model) {
        return failIf(
                "EXISTS (SELECT FROM pg_database WHERE datname = " + literal(model) + " AND " + isOfAPreview("datdba")
                        + ")",
                "the template " + model + " belongs to a preview; name one of the administrator's");
    }

    /** Whether the role with that oid is a preview's. Nobody but an administrator writes such comments. */
    static String isOfAPreview(String oid) {
        return "coalesce(shobj_description(" + oid + ", 'pg_authid'), '') LIKE " + literal(DatabaseOwner.ANY + "%");
    }

    private static String failIf(String condition, String message) {
        return "DO $check$ BEGIN IF " + condition + " THEN RAISE EXCEPTION '%', " + literal(message)
                + "; END IF; END $check$;\n";
    }

    /** It and its comment come at once, so that no crash leaves a role that nobody finds. */
    private static String role(String name, String verifier, DatabaseOwner owner, int connections) {
        return """
                BEGIN;
                SELECT 'CREATE ROLE NAME NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'
                    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'NAME')\\gexec
                ALTER ROLE NAME WITH LOGIN CONNECTION LIMIT CONNECTIONS PASSWORD VERIFIER;
                COMMENT ON ROLE NAME IS OWNER-COMMENT;
                COMMIT;
                """.replace("NAME", name)
                        .replace("CONNECTIONS", Integer.toString(connections))
                        .replace("VERIFIER", literal(verifier))
                        .replace("OWNER-COMMENT", literal(owner.comment()))
                + join(name);
    }

    /** An administrator who is no superuser may only give a database to, or drop that of, a role whose member he is. */
    static String join(String role) {
        return "SELECT 'GRANT " + role + " TO CURRENT_USER' FROM pg_roles WHERE rolname = CURRENT_USER AND NOT rolsuper"
                + "\\gexec\n";
    }

    /**
     * PostgreSQL lets everybody connect to every database. What all could is left to those whom there are, but for the
     * previews' roles; a database that the administrator may not close is told. Several jobs may do so at once.
     */
    private static String closeOthers(String name) {
        return """
                DO $close$
                DECLARE
                    target oid; other text; tries int;
                BEGIN
                    FOR target IN SELECT d.oid FROM pg_database d WHERE IS-OPEN AND pg_has_role(d.datdba, 'USAGE') LOOP
                        tries := 0;
                        WHILE EXISTS (SELECT FROM pg_database d WHERE d.oid = target AND IS-OPEN) LOOP
                            BEGIN
                                FOR other IN SELECT format('GRANT CONNECT ON DATABASE %I TO %I', d.datname, r.rolname)
                                    FROM pg_database d, pg_roles r WHERE d.oid = target AND r.oid <> d.datdba
                                    AND r.rolcanlogin AND NOT r.rolsuper AND NOT IS-OF-A-PREVIEW LOOP
                                    EXECUTE other;
                                END LOOP;
                                SELECT format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', datname) INTO other
                                    FROM pg_database WHERE pg_database.oid = target;
                                EXECUTE other;
                            EXCEPTION WHEN internal_error OR serialization_failure THEN
                                tries := tries + 1;
                                IF tries > 100 THEN RAISE; END IF;
                                PERFORM pg_sleep(0.1);
                            END;
                        END LOOP;
                    END LOOP;
                END $close$;
                \\pset tuples_only on
                \\pset format unaligned
                SELECT 'LINE ' || d.datname FROM pg_database d WHERE IS-OPEN;
                """.replace("IS-OPEN", isOpen(name))
                .replace("IS-OF-A-PREVIEW", isOfAPreview("r.oid"))
                .replace("LINE", OPEN);
    }

    private static String isOpen(String name) {
        return "d.datallowconn AND d.datname <> '" + name + "' AND EXISTS (SELECT FROM aclexplode(coalesce(d.datacl,"
                + " acldefault('d', d.datdba))) a WHERE a.grantee = 0 AND a.privilege_type = 'CONNECT')";
    }

    /** Nobody connects before it is closed. {@code template0} has nothing in it that somebody else may have planted. */
    private static String empty(String name) {
        return """
                SELECT 'CREATE DATABASE NAME OWNER NAME TEMPLATE template0 ALLOW_CONNECTIONS false'
                    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'NAME')\\gexec
                REVOKE CONNECT ON DATABASE NAME FROM PUBLIC;
                ALTER DATABASE NAME WITH ALLOW_CONNECTIONS true;
                """.replace("NAME", name);
    }

    /**
     * The copy is the administrator's own until all in it is handed over, and the preview's then. One that is the
     * preview's already stays as it is; one that was left half way is made anew.
     */
    private static String copy(String name, String template, String maintenance) {
        return """
                SELECT 'DROP DATABASE NAME' FROM pg_database WHERE datname = 'NAME' AND datdba <> 'NAME'::regrole\\gexec
                SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = 'NAME') AS is_new\\gset
                \\if :is_new
                CREATE DATABASE NAME TEMPLATE MODEL ALLOW_CONNECTIONS false;
                REVOKE CONNECT ON DATABASE NAME FROM PUBLIC;
                ALTER DATABASE NAME WITH ALLOW_CONNECTIONS true;
                \\connect NAME
                """.replace("NAME", name).replace("MODEL", identifier(template))
                + PINNED
                + handOver(name)
                + "\\connect " + identifier(maintenance) + "\n" + PINNED
                + "ALTER DATABASE " + name + " OWNER TO " + name + ";\n\\endif\n";
    }

    /** What was copied belongs to whom the template belongs; the preview's migration wants to change it. */
    private static String handOver(String name) {
        return """
                GRANT ALL ON SCHEMA public TO NAME;
                SELECT format('GRANT ALL ON SCHEMA %I TO NAME', nspname) FROM pg_namespace
                    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND pg_has_role(nspowner, 'USAGE')
                \\gexec
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
                SELECT format('ALTER ROUTINE %s OWNER TO NAME', p.oid::regprocedure)
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
                \\gexec
                SELECT format('ALTER LARGE OBJECT %s OWNER TO NAME', oid) FROM pg_largeobject_metadata\\gexec
                """.replace("NAME", name);
    }

    /** Prints name and stack of each that was made for previews of the same swarm and repository, a line each. */
    static String list(DatabaseOwner owner) {
        return PINNED + """
                \\pset tuples_only on
                \\pset format unaligned
                SELECT 'LINE ' || rolname || ' ' || substr(comment, length(PREFIX) + 1)
                FROM (SELECT rolname, shobj_description(oid, 'pg_authid') AS comment FROM pg_roles) AS roles
                WHERE left(comment, length(PREFIX)) = PREFIX;
                """.replace("LINE", LINE).replace("PREFIX", literal(owner.prefix()));
    }

    static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
