package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.release.AcquiredLock;
import io.jenkins.plugins.flaskbbswarm.release.StackLock;
import io.jenkins.plugins.flaskbbswarm.release.UndoLog;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code stack drift}, {@code stack diagnose} and {@code lock show}: for people, for programs, and the exit code. */
class LookingCommandsTest {
    private final Console console = new Console();
    private Engine engine;

    @TempDir
    private Path directory;

    @BeforeEach
    void release() throws Exception {
        engine = Engine.connect(EngineAddress.parse(console.swarm.address()));
        Path file = directory.resolve("stack.yml");
        Files.writeString(file, "services: {app: {image: 'app:1', healthcheck: {test: [CMD, 'true']}}}");
        console.run("stack", "deploy", "-q", "--resolve-image", "never", "-c", file.toString(), "bb");
    }

    @AfterEach
    void stop() {
        engine.close();
        console.close();
    }

    @Test
    void aStackAsItWasReleased() throws Exception {
        assertThat(console.run("stack", "drift", "bb")).isZero();
        assertThat(console.out().lines())
                .containsExactly("= unchanged: bb_app", "No drift: bb is as its last release says.");
        assertThat(console.run("stack", "drift", "bb", "--json")).isZero();
        assertThat(console.json().path("actions")).isEmpty();
        assertThat(console.run("stack", "diagnose", "bb")).isZero();
        assertThat(console.out()).isEqualToIgnoringNewLines("All services of bb have converged.");
        assertThat(console.run("stack", "diagnose", "bb", "--json")).isZero();
        assertThat(console.json()).isEmpty();
    }

    @Test
    void aStackThatSomebodyChanged() throws Exception {
        ByHand.change(
                engine, "bb_app", spec -> spec.withObject("/Mode/Replicated").put("Replicas", 3));
        assertThat(console.run("stack", "drift", "bb")).isEqualTo(ExitCode.CHANGES_PENDING.number());
        assertThat(console.out().lines())
                .containsExactly(
                        "~ service bb_app (no restart)",
                        "    Mode.Replicated.Replicas: 3 → 1",
                        "Drift: the lines above would put it back; do it with --repair.");
        assertThat(console.run("stack", "drift", "bb", "--json")).isEqualTo(ExitCode.CHANGES_PENDING.number());
        assertThat(console.json().at("/actions/0/name").asText()).isEqualTo("bb_app");
        assertThat(console.run("stack", "drift", "bb", "--json", "--repair")).isEqualTo(ExitCode.BAD_INPUT.number());
        assertThat(console.err()).startsWith("--json says what --repair would do: give one of them");
        assertThat(console.run("stack", "drift", "bb", "--repair")).isZero();
        assertThat(console.run("stack", "drift", "bb")).isZero();
    }

    @Test
    void aServiceInTrouble() throws Exception {
        console.swarm.image("app:2").cannotBePulled();
        ByHand.change(engine, "bb_app", spec -> spec.withObject("/TaskTemplate/ContainerSpec")
                .put("Image", "app:2"));
        await(() -> engine.services()
                .inspect("bb_app")
                .orElseThrow()
                .at("/UpdateStatus/State")
                .asText()
                .equals("paused"));
        String cause = "the node n1 has no image app:2 and could not pull it";
        assertThat(console.run("stack", "diagnose", "bb")).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.out()).startsWith("bb_app: ").contains(cause).contains("Services in trouble: 1.");
        assertThat(console.run("stack", "diagnose", "bb", "--json")).isEqualTo(ExitCode.FAILED.number());
        assertThat(console.json().at("/0/service").asText()).isEqualTo("bb_app");
        assertThat(console.json().at("/0/cause").asText()).as(console.out()).contains(cause);
    }

    private static void await(Callable<Boolean> seen) throws Exception {
        Instant end = Instant.now().plusSeconds(20);
        while (!seen.call()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    @Test
    void whoHasTheLock() throws Exception {
        assertThat(console.run("lock", "show", "bb")).isZero();
        assertThat(console.out()).isEqualToIgnoringNewLines("The stack bb is not locked.");
        assertThat(console.run("lock", "show", "bb", "--json")).isZero();
        assertThat(console.json().toString()).isEqualTo("{\"locked\":false,\"halfWay\":false}");
        try (AcquiredLock held = new StackLock(engine, new Namespace("bb"), event -> {})
                .acquire("ann@host", UndoLog.NOTHING, Duration.ZERO)) {
            assertThat(console.run("lock", "show", "bb")).isZero();
            assertThat(console.out()).startsWith("The stack bb is locked by ann@host since 20");
            assertThat(console.run("lock", "show", "bb", "--json")).isZero();
            assertThat(console.json().path("locked").asBoolean()).isTrue();
            assertThat(console.json().path("by").asText()).isEqualTo("ann@host");
            assertThat(held.inherited()).isEmpty();
        }
    }
}
