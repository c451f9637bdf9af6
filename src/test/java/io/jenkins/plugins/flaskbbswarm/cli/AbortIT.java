package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;

import static org.assertj.core.api.Assertions.assertThat;

/** Signals to the command line in the middle of a release, which would never end by itself. */
@RequiresLab
class AbortIT {
    /** Stays up and healthy for as long as {@code HEALTH} says so, and takes its time when it is told to stop. */
    private static final String STACK = """
            version: "3.8"
            services:
              app:
                image: busybox:local
                command: [sh, -c, "trap 'sleep 4; exit' TERM; while true; do sleep 0.2; done"]
                healthcheck: {test: [CMD, "%s"], interval: 1s, retries: 100}
                deploy: {update_config: {order: stop-first}}
              web: {image: busybox:local, command: [sleep, "%s"], init: true}
            """;

    @TempDir
    private Path directory;

    private Swarm swarm;
    private SortedSet<String> before;

    @BeforeEach
    void aRelease() throws Exception {
        swarm = Swarm.ofTheLab();
        swarm.remove("abort");
        Files.writeString(directory.resolve("stack.yml"), STACK.formatted("true", 1000));
        assertThat(deploy(Cli.in(directory), "rollback").exit()).isZero();
        before = specs();
        Files.writeString(directory.resolve("stack.yml"), STACK.formatted("false", 2000));
    }

    @AfterEach
    void tidy() throws Exception {
        swarm.remove("abort");
        swarm.close();
    }

    @Test
    void aSignalPutsTheStackBack() throws Exception {
        Cli.Run run = deploy(aborted(process -> signal("TERM", process)), "rollback");
        assertThat(run.exit()).as(run.toString()).isEqualTo(ExitCode.FAILED.number());
        assertThat(run.err())
                .isEqualTo("The release of abort failed: it was interrupted. The stack is back at release 1.\n");
        assertThat(specs()).isEqualTo(before);
    }

    @Test
    void anotherSignalSaysWhatWouldHappen() throws Exception {
        Cli.Run run = deploy(
                aborted(process -> {
                    signal("INT", process);
                    pause(Duration.ofSeconds(2));
                    signal("INT", process);
                }),
                "rollback");
        assertThat(run.exit()).as(run.toString()).isEqualTo(ExitCode.FAILED.number());
        assertThat(run.err())
                .containsOnlyOnce("Interrupted again: what was begun is still being ended")
                .contains("one more signal ends this process at once, and then the next deploy puts the stack right")
                .contains("The stack is back at release 1.");
        assertThat(specs()).isEqualTo(before);
    }

    @Test
    void aThirdSignalEndsItAtOnceAndTheNextDeployPutsTheStackRight() throws Exception {
        Cli.Run run = deploy(
                aborted(process -> {
                    for (int signals = 0; signals < 3; signals++) {
                        signal("INT", process);
                        pause(Duration.ofSeconds(1));
                    }
                }),
                "rollback");
        assertThat(run.exit()).as(run.toString()).isEqualTo(ExitCode.ROLLBACK_FAILED.number());

        Files.writeString(directory.resolve("stack.yml"), STACK.formatted("true", 1000));
        assertThat(deploy(Cli.in(directory), "rollback").exit()).isZero();
        assertThat(specs()).isEqualTo(before);
    }

    @Test
    void aSignalLeavesTheStackIfThatIsAskedFor() throws Exception {
        Cli.Run run = deploy(aborted(process -> signal("INT", process)), "leave");
        assertThat(run.exit()).as(run.toString()).isEqualTo(ExitCode.FAILED.number());
        assertThat(run.err())
                .isEqualTo("The release of abort was aborted and the stack left as it is, as on-abort says: new:"
                        + " abort_app, abort_web. Its lock is released; deploy again to finish it, or go back:"
                        + " flaskbb-swarm release rollback abort 1\n");
        assertThat(swarm.namesOf("abort")).contains("config abort_release-1").doesNotContain("config abort_lock");
    }

    private interface Signals {
        void to(Process process) throws IOException, InterruptedException;
    }

    /** Sends signals when both services have their new specs. */
    private Cli aborted(Signals signals) {
        Path jar = Path.of("target/flaskbb-swarm.jar").toAbsolutePath();
        // Who was started in the background may have inherited that SIGINT is ignored.
        return Cli.in(directory).behind(jar, "env", "--default-signal=INT").watchedBy(process -> {
            try {
                awaitTheMiddle();
                signals.to(process);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Cli.Run deploy(Cli cli, String onAbort) throws IOException, InterruptedException {
        return cli.run(
                "stack", "deploy", "-c", "stack.yml", "--resolve-image", "never", "--on-abort", onAbort, "abort");
    }

    private void awaitTheMiddle() throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (specs().stream().anyMatch(before::contains)) {
            assertThat(Instant.now()).as("the release begins").isBefore(end);
            pause(Duration.ofMillis(100));
        }
    }

    /** The task templates, by service. */
    private SortedSet<String> specs() throws InterruptedException {
        SortedSet<String> specs = new java.util.TreeSet<>();
        swarm.everything().forEach((name, node) -> {
            if (name.startsWith("service abort_")) {
                specs.add(name + " " + node.at("/Spec/TaskTemplate/ContainerSpec"));
            }
        });
        return specs;
    }

    private static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
