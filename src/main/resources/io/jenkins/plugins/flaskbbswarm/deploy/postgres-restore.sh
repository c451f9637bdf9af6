umask 077
file=$folder/$MIGRATION_BACKUP
[ -e "$file.dump" ] || { echo "there is no backup $file.dump on this node"; exit 1; }
# All of it is read before anything is dropped. What a superuser said of an extension only a superuser may say again.
pg_restore --list "$file.dump" | grep -v ' COMMENT - EXTENSION ' >"$file.list"
pg_restore --use-list="$file.list" --file="$file.sql" "$file.dump"
rows >"$file.now"
awk 'NR == FNR { before[$2] = $1; next }
    $1 != before[$2] + 0 { n++; print "lost: " $2 ": " $1 " rows now, " before[$2] + 0 " in the backup" }
    END { if (!n) print "lost: no rows by their number; changes of rows since the backup cannot be counted" }' \
    "$file.rows" "$file.now"
cat >"$file.drop" <<'SQL'
DO $drop$
DECLARE statement text;
BEGIN
    FOR statement IN
        SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
        WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public')
            AND pg_has_role(nspowner, 'USAGE')
    LOOP EXECUTE statement; END LOOP;
    FOR statement IN
        SELECT format('DROP %s IF EXISTS %I.%I CASCADE',
            CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END, nspname, relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE nspname = 'public' AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND pg_has_role(relowner, 'USAGE')
            AND NOT EXISTS (SELECT FROM pg_depend d
                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'i'))
    LOOP EXECUTE statement; END LOOP;
    FOR statement IN
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
        FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
        WHERE nspname = 'public' AND pg_has_role(proowner, 'USAGE')
            AND NOT EXISTS (SELECT FROM pg_depend d
                WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    LOOP EXECUTE statement; END LOOP;
    FOR statement IN
        SELECT format('DROP TYPE IF EXISTS %I.%I CASCADE', nspname, typname)
        FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
        WHERE nspname = 'public' AND typtype IN ('e', 'd', 'r') AND pg_has_role(typowner, 'USAGE')
            AND NOT EXISTS (SELECT FROM pg_depend d
                WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
    LOOP EXECUTE statement; END LOOP;
END
$drop$;
SQL
PGOPTIONS='-c client_min_messages=warning' psql -Xq --single-transaction -v ON_ERROR_STOP=1 -f "$file.drop" -f "$file.sql" >/dev/null
rm -f "$file.drop" "$file.sql" "$file.list" "$file.now"
echo "restored $MIGRATION_BACKUP"
