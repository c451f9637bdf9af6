package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Databases on a PostgreSQL server that only the swarm can reach: each action is a one-shot job that runs psql. */
public final class PostgresDatabases implements Databases {
    private static final int PASSWORD_BYTES = 24;
    private static final int SALT_BYTES = 16;
    private static final Pattern FOUND = Pattern.compile(PostgresSql.LINE + " (preview_\\w+) (\\S+)");

    private final AdminJob job;
    private final ServerUrl admin;
    private final PreviewSettings.Database settings;
    private final String swarm;
    private final EventSink events;
    private final SecureRandom random = new SecureRandom();

    /** @param swarm its ID */
    public PostgresDatabases(
            AdminJob job, ServerUrl admin, PreviewSettings.Database settings, String swarm, EventSink events) {
        this.job = job;
        this.admin = admin;
        this.settings = settings;
        this.swarm = swarm;
        this.events = events;
    }

    @Override
    public Content create(Preview preview) throws JobFailedException, InterruptedException {
        String name = preview.database().orElseThrow();
        String password = HexFormat.of().formatHex(random(PASSWORD_BYTES));
        String sql = PostgresSql.create(
                name,
                ScramVerifier.of(password, random(SALT_BYTES)),
                owner(preview),
                settings.connections(),
                maintenance(),
                settings.template());
        run(preview, sql, "").forEach(this::sayIfOpen);
        return content(admin.scheme() + "://" + name + ":" + password + "@" + admin.host() + ":" + admin.port() + "/"
                + name + admin.query());
    }

    @Override
    public void drop(Preview preview) throws JobFailedException, InterruptedException {
        String name = preview.database().orElseThrow();
        String password = HexFormat.of().formatHex(random(PASSWORD_BYTES));
        PostgresDrop drop = new PostgresDrop(
                name, owner(preview), maintenance(), admin.user(), ScramVerifier.of(password, random(SALT_BYTES)));
        run(preview, drop.script(), "*:*:*:" + PostgresDrop.cleaner(name) + ":" + password + "\n");
    }

    private void sayIfOpen(String line) {
        if (line.startsWith(PostgresSql.OPEN + " ")) {
            String name = line.substring(PostgresSql.OPEN.length() + 1);
            events.emit(new Event.Warning(
                    "database " + name,
                    "previews' roles may connect to it, since PUBLIC may and preview.database.admin does not own it",
                    "have its owner or a superuser run: REVOKE CONNECT ON DATABASE " + PostgresSql.identifier(name)
                            + " FROM PUBLIC"));
        }
    }

    private String maintenance() {
        return admin.path().isEmpty() ? "postgres" : admin.path();
    }

    @Override
    public Map<String, Namespace> all(Preview sweep) throws JobFailedException, InterruptedException {
        Map<String, Namespace> all = new TreeMap<>();
        for (String line : run(sweep, PostgresSql.list(owner(sweep)), "")) {
            Matcher found = FOUND.matcher(line);
            if (found.matches()) {
                all.put(found.group(1), new Namespace(found.group(2)));
            }
        }
        return all;
    }

    private DatabaseOwner owner(Preview preview) {
        return new DatabaseOwner(swarm, preview.repository(), preview.stack());
    }

    /**
     * Neither the passwords nor the statements are in the job's spec: all are files that only its task has.
     *
     * @param others passwords of others than the administrator, as psql reads them
     */
    private List<String> run(Preview preview, String sql, String others)
            throws JobFailedException, InterruptedException {
        PostgresClient client = new PostgresClient(admin, settings.ca());
        Map<String, Content> files = new TreeMap<>(client.files());
        files.put("pgpass", content(others + client.passwordLine()));
        files.put("statements.sql", content(sql));
        return job.run(preview, "preview-database", client.command(maintenance()), client.environment(), files);
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
