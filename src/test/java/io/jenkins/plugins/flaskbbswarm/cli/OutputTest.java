package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Output that cannot be written: a full disk, a closed pipe, a closed terminal. */
class OutputTest {
    private static final String LOST =
            "Standard output could not be written, so some of it is lost: No space left on device\n";
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("stack.yml"), "services: {app: {image: 'app:1'}}");
        shell = Shell.in(directory).with("DOCKER_HOST", swarm.address());
    }

    @AfterEach
    void stop() {
        swarm.close();
    }

    /** Half a document with exit code 0 would be taken for a whole one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            swarm stack plan --json --resolve-image never -c stack.yml bb                      | 1
            swarm stack plan --json --detailed-exitcode --resolve-image never -c stack.yml bb  | 1
            swarm stack requests -c stack.yml bb                                               | 1
            swarm --help                                                                       | 1
            swarm stack rm --version                                                           | 1
            """)
    void aReportThatIsLostHasFailed(String command, int exit) throws Exception {
        Shell.Run run = shell.run(command + " >/dev/full");
        assertThat(run.err()).endsWith(LOST);
        assertThat(run.exit()).isEqualTo(exit);
        Shell.Run closed = shell.run("(" + command + "; echo $? >code) | true; cat code");
        assertThat(closed).hasToString("exit 0\n141\n--- stderr\n" + closed.err());
        assertThat(closed.err()).doesNotContain("Standard output").doesNotContain("Broken pipe");
    }

    /** The release counts: it goes on to its end, and its exit code is what became of it. */
    @Test
    void aReleaseGoesOnWithoutItsOutput() throws Exception {
        Shell.Run run =
                shell.run("swarm stack deploy --resolve-image never --report /dev/full -c stack.yml bb >/dev/full");
        assertThat(run.err()).isEqualTo(LOST);
        assertThat(run.exit()).isZero();
        assertThat(shell.run("swarm release list bb").out()).contains("   1  ").contains("succeeded");
        Shell.Run closed = shell.run("(swarm stack rm bb; echo $? >code) | true; cat code");
        assertThat(closed).hasToString("exit 0\n0\n--- stderr\n");
        assertThat(shell.run("swarm release list bb").exit()).isEqualTo(ExitCode.BAD_INPUT.number());
    }

    @Test
    void aReleaseThatFailsKeepsItsExitCode() throws Exception {
        swarm.image("app:1").crashes();
        Shell.Run run = shell.run("swarm stack deploy --resolve-image never -c stack.yml bb >/dev/full");
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED.number());
        assertThat(run.err()).contains("app").endsWith(LOST);
    }
}
