package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.release.StackLock;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What a scheduled redeploy takes for a reason, what it then does, and what it says first. */
class RedeployTest {
    private static final String REGISTRY = "registry.test:5000";
    private static final String OLD = "sha256:" + "a".repeat(64);
    private static final String NEW = "sha256:" + "b".repeat(64);

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1").hasRegistry(REGISTRY);
    private final Map<String, String> environment = new HashMap<>(Map.of("KEY", "one"));
    private final List<Event> events = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void deployed() throws Exception {
        swarm.image("docker.io/library/debian:13").hasDigest(OLD);
        write("deploy.yml", """
                stack: forum
                engine: {host: "ADDRESS"}
                variables: {REGISTRY: "PUSHED-TO"}
                images:
                  app: {name: "${REGISTRY}/app", tags: ["1"], context: app}
                files: [stack.yml]
                secrets: {key: {env: KEY}}
                migration: {service: app, command: ["echo migrated"]}
                rollout: {monitor: 1ms, deadline: 20s}
                """.replace("ADDRESS", swarm.address()).replace("PUSHED-TO", REGISTRY));
        write("stack.yml", """
                version: "3.8"
                services:
                  app:
                    image: ${REGISTRY}/app:1
                    entrypoint: [sh, -c]
                    command: ["sleep 1000"]
                    secrets: [key]
                    configs: [site]
                secrets: {key: {external: true}}
                configs: {site: {file: site.conf}}
                """);
        write("site.conf", "listen 80;");
        write("app/Dockerfile", "FROM debian:13\nCOPY . /app\n");
        write("app/main.py", "print(1)");
        write("app/requirements.txt", "flask==3.0");
        new Deployment(config(), surroundings()).run();
        redeploy();
    }

    @AfterEach
    void close() {
        swarm.close();
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private DeployConfig config() {
        return DeployFile.read(directory.resolve("deploy.yml"), List.of(), environment);
    }

    private DeploymentContext surroundings() {
        return new DeploymentContext(environment, "cron", Duration.ZERO, events::add);
    }

    private RedeployResult redeploy() throws Exception {
        return redeploy(RedeployPolicy.ANY);
    }

    private RedeployResult redeploy(RedeployPolicy maintenance) throws Exception {
        swarm.forgetRequests();
        events.clear();
        RedeployResult result = new Redeploy(config(), surroundings(), maintenance).run();
        assertThat(events.get(0)).as("the first line").isEqualTo(new Event.Note("forum", result.why()));
        return result;
    }

    private String tasks() {
        return swarm.tasks("forum_app").stream()
                .filter(task -> task.path("DesiredState").asText().equals("running"))
                .map(task -> task.path("ID").asText())
                .toList()
                .toString();
    }

    @Test
    void nothingChangedIsNothingDone() throws Exception {
        String tasks = tasks();
        RedeployResult result = redeploy();
        assertThat(result.why())
                .isEqualTo("Nothing to do: no source, base image, dependency lock, config or secret changed since"
                        + " release 1 of forum, and the stack was not changed");
        assertThat(result.deployed()).isEmpty();
        assertThat(swarm.writes()).isEmpty();
        assertThat(tasks()).isEqualTo(tasks);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    app/main.py          | print(2)              | SOURCE       | the source of the image app changed
                    app/requirements.txt | flask==3.1            | DEPENDENCIES | a dependency lock of the image app changed
                    site.conf            | listen 81;            | CONFIG       | the config forum_site changed
                    """)
    void aChangedFileIsAReason(String file, String text, RedeployReason.Kind kind, String why) throws Exception {
        write(file, text);
        RedeployResult result = redeploy();
        assertThat(result.reasons()).containsExactly(new RedeployReason(kind, why));
        assertThat(result.why()).isEqualTo("Acting, since " + why);
        assertThat(result.deployed().orElseThrow().release()).isEqualTo(2);
        assertThat(redeploy().why()).startsWith("Nothing to do");
    }

    @Test
    void aChangedSecretIsAReason() throws Exception {
        environment.put("KEY", "two");
        RedeployResult result = redeploy();
        assertThat(result.reasons())
                .containsExactly(new RedeployReason(RedeployReason.Kind.SECRET, "the secret forum_key changed"));
        assertThat(redeploy().why()).startsWith("Nothing to do");
    }

    @Test
    void aChangedStackFileIsAReason() throws Exception {
        write("stack.yml", Files.readString(directory.resolve("stack.yml")).replace("sleep 1000", "sleep 1001"));
        assertThat(redeploy().reasons())
                .containsExactly(new RedeployReason(
                        RedeployReason.Kind.STACK_FILE, "the stack files changed the service forum_app"));
    }

    @Test
    void aNewBaseImageIsRebuiltAndRolled() throws Exception {
        String tasks = tasks();
        swarm.image("docker.io/library/debian:13").hasDigest(NEW);
        swarm.buildsOn("newer");
        RedeployResult result = redeploy();
        assertThat(result.reasons())
                .containsExactly(new RedeployReason(
                        RedeployReason.Kind.BASE_IMAGE,
                        "the base image debian:13 of the image app changed: aaaaaaaaaaaa → bbbbbbbbbbbb"));
        assertThat(result.deployed().orElseThrow().release()).isEqualTo(2);
        assertThat(tasks()).isNotEqualTo(tasks);
        assertThat(redeploy().why()).startsWith("Nothing to do");
    }

    @Test
    void aNewBaseImageThatMakesTheSameImageRestartsNothing() throws Exception {
        String tasks = tasks();
        swarm.image("docker.io/library/debian:13").hasDigest(NEW);
        RedeployResult result = redeploy();
        assertThat(result.deployed().orElseThrow().changed()).isFalse();
        assertThat(tasks()).isEqualTo(tasks);
        assertThat(redeploy().why()).startsWith("Nothing to do");
    }

    @Test
    void driftIsRepaired() throws Exception {
        try (Engine engine = Engine.connect(EngineAddress.parse(swarm.address()))) {
            ByHand.change(engine, "forum_app", spec -> spec.withObject("/Mode/Replicated")
                    .put("Replicas", 3));
            RedeployResult result = redeploy();
            assertThat(result.reasons())
                    .containsExactly(new RedeployReason(
                            RedeployReason.Kind.DRIFT, "the service forum_app was changed outside of a release"));
            assertThat(engine.services()
                            .inspect("forum_app")
                            .orElseThrow()
                            .at("/Spec/Mode/Replicated/Replicas")
                            .asInt(1))
                    .isEqualTo(1);
        }
    }

    @Test
    void onlyBaseImagesLeavesAllElseAlone() throws Exception {
        RedeployPolicy only = new RedeployPolicy(Optional.empty(), Duration.ZERO, true);
        write("app/main.py", "print(2)");
        RedeployResult skipped = redeploy(only);
        assertThat(skipped.why())
                .isEqualTo("Skipped: only newer base images are a reason to act, but the source of the image app"
                        + " changed");
        assertThat(swarm.writes()).isEmpty();

        write("app/main.py", "print(1)");
        swarm.image("docker.io/library/debian:13").hasDigest(NEW);
        assertThat(redeploy(only).why()).startsWith("Acting, since the base image debian:13");
    }

    @Test
    void aLockedStackIsLeftAlone() throws Exception {
        write("site.conf", "listen 81;");
        try (Engine engine = Engine.connect(EngineAddress.parse(swarm.address()));
                AcquiredLock held = new StackLock(engine, new Namespace("forum"), event -> {})
                        .acquire("a release", UndoLog.NOTHING, Duration.ZERO)) {
            assertThat(redeploy().why()).startsWith("Skipped: the stack forum is locked by a release since ");
            assertThat(swarm.writes()).isEmpty();
        }
        assertThat(redeploy().why()).startsWith("Acting");
    }

    @Test
    void outsideOfTheWindowNothingIsEvenAsked() throws Exception {
        RedeployPolicy night =
                new RedeployPolicy(Optional.of(RedeployPolicy.Window.parse("01:00-05:00")), Duration.ZERO, false);
        Clock noon = Clock.fixed(Instant.parse("2026-01-01T12:00:30Z"), ZoneOffset.UTC);
        swarm.forgetRequests();
        RedeployResult result = new Redeploy(config(), surroundings(), night, noon).run();
        assertThat(result.why()).isEqualTo("Not now: it is 12:00, outside of the window 01:00-05:00");
        assertThat(swarm.requests()).isEmpty();
    }
}
