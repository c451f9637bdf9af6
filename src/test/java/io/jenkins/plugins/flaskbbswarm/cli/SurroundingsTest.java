package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the command line is started from: cron, closed terminals, bare containers. */
class SurroundingsTest {
    /** Waits until the release is under way. */
    private static final String UNDER_WAY =
            "i=0; until grep -q 'Roll out' log; do i=$((i+1)); [ $i -lt 300 ] || exit 99; sleep 0.1; done; ";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unset HOME; COMMAND",
                "export HOME=/no/such/home; COMMAND",
                "chmod 555 .; COMMAND; code=$?; chmod 755 .; exit $code",
                "export JAVA_FLAGS=-Djava.io.tmpdir=/no/such/folder; COMMAND",
                "export TERM=no-such-terminal COLUMNS=0 LINES=-1; COMMAND",
                "unset TERM; COMMAND <&-",
                "umask 777; COMMAND",
                "ulimit -n 64; COMMAND",
                "env -i \"$(command -v swarm)\" stack deploy -q --resolve-image never -c stack.yml -H $DOCKER_HOST bb"
            })
    void deploysInOddSurroundings(String script) throws Exception {
        String command = "swarm stack deploy -q --with-registry-auth --resolve-image never -c stack.yml bb";
        assertThat(shell.run(script.replace("COMMAND", command))).hasToString("exit 0\n--- stderr\n");
        assertThat(swarm.tasks("bb_app")).hasSize(1);
    }

    /** A terminal that is closed sends it. */
    @Test
    void aHangUpRollsBack() throws Exception {
        swarm.on("POST", "/services/create").delay(Duration.ofSeconds(60));
        Shell.Run run = shell.run("swarm stack deploy --resolve-image never -c stack.yml bb >log 2>err & pid=$!; "
                + UNDER_WAY + "kill -HUP $pid; kill -HUP $pid; kill -HUP $pid; wait $pid; echo $?; cat err");
        assertThat(run.out()).startsWith("1\n").contains("it was interrupted.");
        assertThat(swarm.tasks("bb_app")).isEmpty();
    }

    @Test
    void aHangUpIsNothingToNohup() throws Exception {
        swarm.on("POST", "/services/create").delay(Duration.ofSeconds(2));
        Shell.Run run = shell.run(
                "nohup swarm stack deploy --resolve-image never -c stack.yml bb >log 2>err </dev/null & pid=$!; "
                        + UNDER_WAY + "kill -HUP $pid; wait $pid; echo $?; cat err");
        assertThat(run.out()).isEqualTo("0\n");
        assertThat(swarm.tasks("bb_app")).hasSize(1);
    }
}
