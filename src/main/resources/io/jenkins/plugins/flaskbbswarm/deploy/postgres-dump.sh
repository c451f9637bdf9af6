umask 077
mkdir -p "$folder"
file=$folder/$MIGRATION_BACKUP
pg_dump --format=custom --file="$file.part"
rows >"$file.rows"
mv "$file.part" "$file.dump"
echo "saved $MIGRATION_BACKUP: $(wc -c <"$file.dump") bytes, $(awk '{ n += $1 } END { print n + 0 }' "$file.rows") rows"
rm -f "$folder"/*.part "$folder"/*.sql
ls -1t "$folder"/*.dump | tail -n +$((KEEP + 1)) | while read -r old; do
    rm -f "$old" "${old%.dump}.rows"
    echo "removed the older ${old##*/}"
done
