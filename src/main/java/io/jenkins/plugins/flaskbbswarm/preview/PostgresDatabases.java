package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.rollout.JobFailed;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Databases on a PostgreSQL server that only the swarm can reach: each action is a one-shot job that runs psql. */
final class PostgresDatabases implements Databases {
    private static final int PASSWORD_BYTES = 24;
    private static final int SALT_BYTES = 16;
    private static final Pattern FOUND = Pattern.compile(PostgresSql.LINE + " (preview_\\w+) (\\S+)");

    private final AdminJob job;
    private final ServerUrl admin;
    private final Optional<String> template;
    private final String swarm;
    private final SecureRandom random = new SecureRandom();

    /** @param swarm its ID */
    PostgresDatabases(AdminJob job, ServerUrl admin, Optional<String> template, String swarm) {
        this.job = job;
        this.admin = admin;
        this.template = template;
        this.swarm = swarm;
    }

    @Override
    public Content create(Preview preview) throws JobFailed, InterruptedException {
        String name = preview.database().orElseThrow();
        String password = HexFormat.of().formatHex(random(PASSWORD_BYTES));
        run(
                preview,
                PostgresSql.create(name, ScramVerifier.of(password, random(SALT_BYTES)), owner(preview), template));
        return content(admin.scheme() + "://" + name + ":" + password + "@" + admin.host() + ":" + admin.port() + "/"
                + name + admin.query());
    }

    @Override
    public void drop(Preview preview) throws JobFailed, InterruptedException {
        run(preview, PostgresSql.drop(preview.database().orElseThrow()));
    }

    @Override
    public Map<String, Namespace> all(Preview sweep) throws JobFailed, InterruptedException {
        Map<String, Namespace> all = new TreeMap<>();
        for (String line : run(sweep, PostgresSql.list(owner(sweep)))) {
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

    /** Neither the password nor the statements are in the job's spec: both are files that only its task has. */
    private List<String> run(Preview preview, String sql) throws JobFailed, InterruptedException {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PGPASSFILE", AdminJob.FILES + "pgpass");
        environment.put("PGCONNECT_TIMEOUT", "10");
        if (admin.query().matches("\\?.*\\bsslmode=[a-z-]+.*")) {
            environment.put("PGSSLMODE", admin.query().replaceFirst(".*\\bsslmode=([a-z-]+).*", "$1"));
        }
        List<String> command = List.of(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--no-password",
                "--set=ON_ERROR_STOP=1",
                "--host=" + admin.host(),
                "--port=" + admin.port(),
                "--username=" + admin.user(),
                "--dbname=" + (admin.path().isEmpty() ? "postgres" : admin.path()),
                "--file=" + AdminJob.FILES + "statements.sql");
        Map<String, Content> files = Map.of("pgpass", content(passwordLine()), "statements.sql", content(sql));
        return job.run(preview, "preview-database", command, environment, files);
    }

    private String passwordLine() {
        return "*:*:*:*:" + admin.password().replace("\\", "\\\\").replace(":", "\\:") + "\n";
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
