# Where the database is, from the file with its address into a service file: a password must not stand in a list of
# processes. Without such a file PGHOST and the other variables of the service say it.
for tools in /usr/lib/postgresql/*/bin; do PATH=$PATH:$tools; done
if [ -n "$CONNECTION" ]; then
    [ -r "$CONNECTION" ] || { echo "the file $CONNECTION with the database's address cannot be read"; exit 1; }
    umask 077
    PGSERVICEFILE=$(mktemp)
    export PGSERVICEFILE PGSERVICE=migration
    LC_ALL=C awk '
        function digit(c) { return index("0123456789abcdef", tolower(c)) - 1 }
        function decoded(s,   out, i) {
            while ((i = index(s, "%")) > 0) {
                out = out substr(s, 1, i - 1) sprintf("%c", digit(substr(s, i + 1, 1)) * 16 + digit(substr(s, i + 2, 1)))
                s = substr(s, i + 3)
            }
            return out s
        }
        function is(key, value) { if (value != "") print key "=" decoded(value) }
        NR == 1 {
            url = $0
            sub(/[ \t\r]+$/, "", url)
            sub(/^postgres(ql)?(\+[a-z0-9]+)?:\/\//, "", url)
            print "[migration]"
            if ((i = index(url, "?")) > 0) {
                n = split(substr(url, i + 1), options, "&")
                for (k = 1; k <= n; k++) if ((j = index(options[k], "=")) > 0) is(substr(options[k], 1, j - 1), substr(options[k], j + 1))
                url = substr(url, 1, i - 1)
            }
            if (match(url, /.*@/)) {
                user = substr(url, 1, RLENGTH - 1)
                url = substr(url, RLENGTH + 1)
                if ((i = index(user, ":")) > 0) { is("password", substr(user, i + 1)); user = substr(user, 1, i - 1) }
                is("user", user)
            }
            if ((i = index(url, "/")) > 0) { is("dbname", substr(url, i + 1)); url = substr(url, 1, i - 1) }
            if (match(url, /:[0-9]+$/)) { is("port", substr(url, RSTART + 1)); url = substr(url, 1, RSTART - 1) }
            gsub(/[][]/, "", url)
            is("host", url)
        }' "$CONNECTION" >"$PGSERVICEFILE"
fi
folder=/migration-backup/$STACK
rows() {
    psql -XAtq -v ON_ERROR_STOP=1 -F ' ' -c "
        SELECT (xpath('/row/c/text()', query_to_xml(
                    format('SELECT count(*) AS c FROM %I.%I', table_schema, table_name), false, true, '')))[1]::text,
            table_schema || '.' || table_name
        FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
            AND has_table_privilege(format('%I.%I', table_schema, table_name), 'SELECT')
        ORDER BY 2"
}
