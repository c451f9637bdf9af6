package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.OwnEngine;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a release needs goes away in the middle of it: the registry, or the engine itself. On an engine of its own. */
@RequiresLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutOffTest {
    private static final int REGISTRY_PORT = 5999; // of the loopback of the test's own engine

    /** An engine that was restarted tells for a while what it knew of its tasks before. */
    private static final Duration A_RESTARTED_ENGINE_CATCHES_UP = Duration.ofSeconds(10);

    private final List<Process> registries = new ArrayList<>();
    private OwnEngine engine;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        engine = OwnEngine.start(directory);
    }

    @AfterAll
    void stop() throws Exception {
        registries.forEach(Process::destroyForcibly);
        engine.close();
    }

    private ReleaseBench bench(String stack) throws Exception {
        return ReleaseBench.on(engine.address(), Lab.variable("LAB_BUSYBOX"), stack);
    }

    @Test
    void theRegistryStopsInTheMiddleOfAPull() throws Exception {
        try (ReleaseBench bench = bench("pull")) {
            bench.service("app", "sleep 1000").config("c", "one").release();
            List<String> before = bench.footprint().lines();

            Process registry = registryThatIsKilledHalfWay();
            bench.config("c", "two")
                    .service("app", "sleep 1000", Spoil.image("127.0.0.1:" + REGISTRY_PORT + "/half:1"))
                    .healthy(Duration.ofSeconds(5));
            assertThatThrownBy(bench::release)
                    .isInstanceOf(ReleaseFailedException.class)
                    .hasMessageContaining("a task is preparing for more than 5 s")
                    .hasMessageContaining("does not get the image 127.0.0.1:" + REGISTRY_PORT + "/half:1")
                    .hasMessageMatching("(?s).*its registry says: .*connection (refused|reset by peer).*")
                    .hasMessageEndingWith("The stack is back at release 1.");
            assertThat(registry.waitFor()).as("the registry was killed").isNotZero();
            assertThat(bench.footprint().lines()).isEqualTo(before);
            assertThat(bench.runningTasks()).containsOnlyKeys("pull_app");
        }
    }

    private Process registryThatIsKilledHalfWay() throws IOException {
        Process registry = engine.beside(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                HalfRegistry.class.getName(),
                String.valueOf(REGISTRY_PORT)));
        registries.add(registry);
        BufferedReader lines = registry.inputReader(StandardCharsets.UTF_8);
        assertThat(lines.readLine()).isEqualTo("listening");
        Thread killer = new Thread(() -> killHalfWay(registry, lines), "killer");
        killer.setDaemon(true);
        killer.start();
        return registry;
    }

    private static void killHalfWay(Process registry, BufferedReader lines) {
        try {
            lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            registry.destroyForcibly();
        }
    }

    @Test
    void theEngineIsRestartedInTheMiddleOfARollout() throws Exception {
        try (ReleaseBench bench = bench("again")) {
            bench.service("app", "sleep 1000").service("web", "sleep 1000").release();
            bench.service("app", "echo new; sleep 1000").service("web", "echo new; sleep 1000");
            FutureTask<Void> restart = restartAt(bench, "updated");
            assertThat(bench.monitor(ReleaseBench.LONG_ENOUGH).release().release())
                    .isEqualTo(2);
            restart.get();
            assertThat(bench.footprint().leftovers(bench.stack(), bench.keep())).isEmpty();
        }
    }

    @Test
    void theEngineIsRestartedInTheMiddleOfOneThatFails() throws Exception {
        try (ReleaseBench bench = bench("back")) {
            bench.service("app", "sleep 1000").config("c", "one").release();
            List<String> before = bench.footprint().lines();
            bench.service("app", "sleep 1; exit 3").config("c", "two").monitor(A_RESTARTED_ENGINE_CATCHES_UP);
            FutureTask<Void> restart = restartAt(bench, "updated");
            assertThatThrownBy(bench::release)
                    .isInstanceOf(ReleaseFailedException.class)
                    .hasMessageEndingWith("The stack is back at release 1.");
            restart.get();
            assertThat(bench.footprint().lines()).isEqualTo(before);
            assertThat(bench.runningTasks()).containsOnlyKeys("back_app");
        }
    }

    /** Restarts the engine, beside the release, when that has said so of a service. */
    private FutureTask<Void> restartAt(ReleaseBench bench, String moment) {
        FutureTask<Void> restart = new FutureTask<>(() -> {
            engine.restart();
            return null;
        });
        bench.when(
                event -> event instanceof Event.Note note && note.text().equals(moment),
                () -> new Thread(restart, "restart").start());
        return restart;
    }
}
