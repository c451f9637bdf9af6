package io.jenkins.plugins.flaskbbswarm.preview.resources;

import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import io.jenkins.plugins.flaskbbswarm.preview.SamplePreview;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The job that makes a database: what it is sent, and who can read what of it. */
class PostgresDatabasesTest {
    private static final String ADMIN = "postgresql://root:open%2Fsesame@db.test:5433/postgres?sslmode=require";
    private static final PreviewSettings.Job JOB =
            new PreviewSettings.Job("postgres:16", List.of(), List.of(), Duration.ofSeconds(20));

    @Test
    void passwordsAreOnlyInSecretsWhichGo() throws Exception {
        List<Event> events = new ArrayList<>();
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                Engine engine = Engine.connect(EngineAddress.parse(swarm.address()))) {
            swarm.image("postgres:16").exits(0, Duration.ZERO).prints("the database is there");
            AdminJob job = new AdminJob(engine, JOB, RegistryLogins.of(List.of()), events::add);
            Preview preview = SamplePreview.withRedis(1);
            Content connection = databases(job, Optional.of("seed")).create(preview);

            String url = new String(connection.bytes(), StandardCharsets.UTF_8);
            assertThat(url)
                    .matches("postgresql://preview_pr_12_00000000:[0-9a-f]{48}@db\\.test:5433/preview_pr_12_00000000"
                            + "\\?sslmode=require");
            String password = url.replaceFirst(".*:([0-9a-f]{48})@.*", "$1");
            Recorded service = only(swarm, "/services/create");
            assertThat(service.text())
                    .contains("--host=db.test", "--port=5433", "--username=root", "PGSSLMODE=require", "postgres:16")
                    .doesNotContain("sesame", password, "SCRAM", "CREATE");
            assertThat(events.toString()).doesNotContain("sesame", password);
            assertThat(secrets(swarm)).contains("*:*:*:*:open/sesame").doesNotContain(password);
            assertThat(secrets(swarm)).contains("CREATE DATABASE preview_pr_12_00000000 TEMPLATE \"seed\"");
            assertThat(engine.secrets().list(Filters.none())).isEmpty();
            assertThat(engine.services().list(Filters.none())).isEmpty();
        }
    }

    @Test
    void aJobThatFailsLeavesNothing() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                Engine engine = Engine.connect(EngineAddress.parse(swarm.address()))) {
            swarm.image("postgres:16").exits(2, Duration.ZERO).prints("psql: error: connection refused");
            AdminJob job = new AdminJob(engine, JOB, RegistryLogins.of(List.of()), event -> {});
            PostgresDatabases databases = databases(job, Optional.empty());
            assertThatThrownBy(() -> databases.drop(SamplePreview.withRedis(1)))
                    .isInstanceOf(JobFailedException.class)
                    .hasMessageContaining("pr-12_preview-database failed");
            assertThat(engine.secrets().list(Filters.none())).isEmpty();
            assertThat(engine.services().list(Filters.none())).isEmpty();
        }
    }

    @Test
    void thePasswordIsProvenNotSent() {
        PostgresClient plain = new PostgresClient(admin(), Optional.empty());
        assertThat(plain.environment())
                .containsEntry("PGREQUIREAUTH", "scram-sha-256")
                .containsEntry("PGSSLMODE", "require")
                .doesNotContainKey("PGSSLROOTCERT");
        assertThat(String.join(" ", plain.command("postgres"))).contains("psql --version", "-lt 16");

        PostgresClient verified = new PostgresClient(admin(), Optional.of("the CA"));
        assertThat(verified.environment())
                .containsEntry("PGREQUIREAUTH", "scram-sha-256")
                .containsEntry("PGSSLMODE", "verify-full")
                .containsEntry("PGSSLROOTCERT", "/run/secrets/postgres-ca.pem");
        assertThat(verified.files()).containsOnlyKeys("postgres-ca.pem");
        assertThat(verified.command("postgres")).startsWith("psql").doesNotContain("sh");
    }

    private static PostgresDatabases databases(AdminJob job, Optional<String> template) {
        return new PostgresDatabases(job, admin(), SamplePreview.database(template), "swarm1", event -> {});
    }

    private static ServerUrl admin() {
        return ServerUrl.parse("admin", "x", content(ADMIN));
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Recorded only(FakeSwarm swarm, String path) {
        List<Recorded> all = swarm.requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static String secrets(FakeSwarm swarm) {
        StringBuilder all = new StringBuilder();
        swarm.requests().stream()
                .filter(request -> request.path().equals("/secrets/create"))
                .map(request -> request.text().replaceFirst("(?s).*\"Data\":\"([^\"]*)\".*", "$1"))
                .forEach(data -> all.append(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8)));
        return all.toString();
    }

    /** The example of RFC 7677, section 3: the server's signature follows from its key. */
    @Test
    void theVerifierIsThatOfTheStandard() throws Exception {
        String salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
        String verifier = ScramVerifier.of("pencil", Base64.getDecoder().decode(salt));
        String nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        String message = "n=user,r=rOprNGfwEbeRWgbNEkqO,r=" + nonce + ",s=" + salt + ",i=4096,c=biws,r=" + nonce;
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] serverKey = Base64.getDecoder().decode(verifier.substring(verifier.lastIndexOf(':') + 1));
        mac.init(new SecretKeySpec(serverKey, "HmacSHA256"));

        assertThat(verifier).startsWith("SCRAM-SHA-256$4096:" + salt + "$");
        assertThat(Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "postgresql://a:hunter2/b@host/db", "postgresql://"})
    void anAddressThatIsNoneIsNotRepeated(String text) {
        assertThatThrownBy(() -> ServerUrl.parse("address", "redis://:password@host", content(text)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("The address is not an address such as redis://:password@host")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void noTwoStacksShareADatabase() {
        assertThat(DatabaseName.of(new Namespace("pr-1.2"))).isNotEqualTo(DatabaseName.of(new Namespace("pr-1-2")));
        assertThat(DatabaseName.of(new Namespace("x".repeat(80))).length()).isLessThanOrEqualTo(63);
        assertThat(DatabaseName.of(new Namespace("flaskbb-pr-12"))).matches("preview_flaskbb_pr_12_[0-9a-f]{8}");
    }

    @Test
    void theNumberOfRedisTakesThePlaceOfAnother() {
        Content url = content("redis://:p%40ss@redis:6379/0");
        RedisDatabases redis = new RedisDatabases(ServerUrl.parse("redis", "x", url), Optional.empty());
        assertThat(new String(redis.connection(SamplePreview.withRedis(7), url).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("redis://:p%40ss@redis:6379/7");
    }
}
