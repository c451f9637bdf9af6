package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.preview.resources.AdminJob;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PostgresDatabases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.RedisDatabases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.ServerUrl;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What previews get from a real PostgreSQL and a real Redis. */
@RequiresLab
class LabServersTest {
    private static final String SEED = "preview-seed";
    private static final List<String> MANAGER = List.of("node.role == manager");
    private static final Content ADMIN = content(Lab.variable("PREVIEW_POSTGRES_ADMIN"));
    private static final Content REDIS = content(Lab.variable("FLASKBB_REDIS"));

    private Engine engine;
    private AdminJob postgres;
    private AdminJob redis;

    @BeforeEach
    void connect() throws InterruptedException {
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
        postgres = job("lab-postgres:local", List.of());
        redis = job("lab-redis:local", List.of("redis-net"));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private AdminJob job(String image, List<String> networks) {
        PreviewSettings.Job place = new PreviewSettings.Job(image, networks, MANAGER, Duration.ofMinutes(1));
        return new AdminJob(engine, place, RegistryLogins.of(List.of()), event -> {});
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a server says to statements, each by itself. */
    private List<String> asked(Content url, String... statements) throws Exception {
        StringBuilder script = new StringBuilder("set -e");
        for (String statement : statements) {
            script.append("; psql \"$(cat /run/secrets/url)\" -qAtc '")
                    .append(statement)
                    .append("'");
        }
        return postgres.run(
                SamplePreview.withRedis(1),
                "question",
                List.of("sh", "-c", script.toString()),
                Map.of(),
                Map.of("url", url));
    }

    @Test
    void aDatabaseBeginsAsACopyThatItsRoleMayChange() throws Exception {
        Preview preview = SamplePreview.withRedis(1);
        PostgresDatabases databases = new PostgresDatabases(
                postgres,
                ServerUrl.parse("admin", "x", ADMIN),
                SamplePreview.database(Optional.of(SEED)),
                "lab-servers-test",
                event -> {});
        databases.drop(preview);
        asked(ADMIN, "DROP DATABASE IF EXISTS \"" + SEED + "\"", "CREATE DATABASE \"" + SEED + "\"");
        Content seed =
                content(new String(ADMIN.bytes(), StandardCharsets.UTF_8).replaceFirst("/postgres$", "/" + SEED));
        asked(
                seed,
                "CREATE TYPE mood AS ENUM ($$calm$$)",
                "CREATE TABLE words (id serial PRIMARY KEY, word text, mood mood)",
                "INSERT INTO words (word) VALUES ($$of the seed$$)",
                "CREATE VIEW all_words AS SELECT word FROM words");
        try {
            Content connection = databases.create(preview);
            assertThat(asked(
                            connection,
                            "SELECT word FROM words",
                            "ALTER TABLE words ADD COLUMN more text",
                            "ALTER TYPE mood ADD VALUE $$cross$$",
                            "DROP VIEW all_words",
                            "INSERT INTO words (word) VALUES ($$of the preview$$)",
                            "SELECT count(*) FROM words"))
                    .containsExactly("of the seed", "2");
            assertThat(asked(seed, "SELECT count(*) FROM all_words")).containsExactly("1");
            assertThat(databases.all(preview))
                    .containsOnly(Map.entry(preview.database().get(), preview.stack()));
        } finally {
            databases.drop(preview);
            asked(ADMIN, "DROP DATABASE \"" + SEED + "\"");
        }
        assertThat(databases.all(preview)).isEmpty();
    }

    @Test
    void anotherSwarmsDatabasesAreNotListed() throws Exception {
        Preview preview = SamplePreview.withRedis(1);
        ServerUrl url = ServerUrl.parse("admin", "x", ADMIN);
        PostgresDatabases ours = databases(url, "ours");
        PostgresDatabases theirs = databases(url, "theirs");
        try {
            ours.create(preview);
            assertThat(theirs.all(preview)).isEmpty();
            assertThat(ours.all(preview)).hasSize(1);
        } finally {
            ours.drop(preview);
        }
    }

    private PostgresDatabases databases(ServerUrl url, String swarm) {
        return new PostgresDatabases(postgres, url, SamplePreview.database(Optional.empty()), swarm, event -> {});
    }

    private List<String> redis(String commands) throws Exception {
        String password = "export REDISCLI_AUTH=\"$(sed 's|.*:\\(.*\\)@.*|\\1|' /run/secrets/url)\"; ";
        return redis.run(
                SamplePreview.withRedis(1),
                "question",
                List.of("sh", "-c", password + commands.replace("redis-cli", "redis-cli -h redis")),
                Map.of(),
                Map.of("url", REDIS));
    }

    @Test
    void aNumberOfRedisIsEmptiedAndNoOther() throws Exception {
        RedisDatabases numbers = new RedisDatabases(ServerUrl.parse("redis", "x", REDIS), Optional.of(redis));
        assertThat(redis("redis-cli -n 13 SET ours 1; redis-cli -n 14 SET theirs 1"))
                .containsExactly("OK", "OK");

        numbers.empty(SamplePreview.withRedis(13));

        assertThat(redis("redis-cli -n 13 DBSIZE; redis-cli -n 14 DBSIZE; redis-cli -n 14 DEL theirs"))
                .containsExactly("0", "1", "1");
    }
}
