package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.http.HostileServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole commands, with little memory, whose engine, registry, job or application is slow or without end. */
class HostilePeersTest {
    /** Of this much, 250 MB are not kept by anybody. */
    private static final String LITTLE_MEMORY = "-Xmx128m";

    private static final int PIECE = 64 * 1024;
    private static final int PIECES = 250 * 1024 * 1024 / PIECE;

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void files() throws IOException {
        write("stack.yml", "services: {app: {image: 'app:1'}}\n");
        write("deploy.yml", "stack: bb\nfiles: [stack.yml]\n");
        write("first.yml", "stack: bb\nfiles: [first-stack.yml]\nengine: {host: '" + swarm.address() + "'}\n");
        write("first-stack.yml", "services: {app: {image: 'app:1'}}\n");
        shell = Shell.in(directory).with("DOCKER_HOST", swarm.address()).with("JAVA_FLAGS", LITTLE_MEMORY);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @AfterEach
    void stop() {
        swarm.close();
    }

    /** The probe's own time is longer than the test waits for the command's end. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK~~^x", "!"})
    void aSignalDuringAProbeThatHangsRollsBackAndReleasesTheLock(String script) throws Exception {
        assertThat(deployHere()).isZero();
        write("stack.yml", "services: {app: {image: 'app:2'}}\n");
        swarm.forgetRequests();
        Shell.Run run;
        try (HostileServer application = new HostileServer(script, null)) {
            write("deploy.yml", """
                    stack: bb
                    files: [stack.yml]
                    probe: {url: "http://127.0.0.1:%d/", text: Welcome, timeout: 20m}
                    """.formatted(application.port()));
            Thread onlooker = new Thread(() -> tellWhenAsked(application));
            onlooker.start();
            run = shell.run("""
                    swarm deploy & pid=$!
                    until [ -e asked ]; do sleep 0.1; done
                    kill -TERM $pid
                    wait $pid
                    """);
            onlooker.join();
        }

        assertThat(run.exit()).as(run.toString()).isEqualTo(ExitCode.FAILED.number());
        assertThat(run.err())
                .isEqualTo("The release of bb failed: it was interrupted. The stack is back at release 1.\n");
        assertThat(swarm.tasks("bb_app").get(swarm.tasks("bb_app").size() - 1).toString())
                .contains("app:1@");
        assertThat(swarm.writes().stream().map(write -> write.toString().replaceAll("(es|gs)/\\w{25}", "$1/ID")))
                .as("the lock first, and last of all its removal")
                .containsExactly(
                        "POST /configs/create",
                        "POST /services/ID/update",
                        "POST /services/ID/update",
                        "DELETE /configs/ID");
        assertThat(deployHere()).as("the lock was released").isZero();
    }

    private int deployHere() {
        return Main.commandLine()
                .execute("deploy", "-f", directory.resolve("first.yml").toString());
    }

    private void tellWhenAsked(HostileServer application) {
        try {
            application.awaitRequest();
            write("asked", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, Released: bb is at release 1.", "7, 1, exit code 7"})
    void aLineOf250MegabytesOfAMigrationIsCut(int code, int exit, String told) throws Exception {
        swarm.image("app:1").printsLongLine("x".repeat(PIECE), PIECES);
        write("deploy.yml", """
                stack: bb
                files: [stack.yml]
                migration: {service: app, command: [sh, -c, 'exit %d']}
                """.formatted(code));

        Shell.Run run = shell.run("swarm deploy");

        assertThat(run.out() + run.err()).doesNotContain("OutOfMemory").contains("is left out)", told);
        assertThat(run.exit()).isEqualTo(exit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a body without end     | HTTP/1.1 200 OK~~*[[[[[[[[
            a list without end     | HTTP/1.1 200 OK~~[*{},{},
            an error without end   | HTTP/1.1 500 No~~*no no no
            """)
    void anEngineWithoutEnd(String what, String script) throws Exception {
        try (HostileServer engine = new HostileServer(script, null)) {
            Shell.Run run = shell.with("DOCKER_HOST", "tcp://127.0.0.1:" + engine.port())
                    .run("swarm deploy");

            assertThat(run.err())
                    .as(run.toString())
                    .contains("127.0.0.1:" + engine.port())
                    .doesNotContain("OutOfMemory", "mistake");
            assertThat(run.exit()).isEqualTo(ExitCode.FAILED.number());
        }
    }
}
