package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code --host} and {@code --context}, which all commands have, before the command and after it, as docker has them. */
class ContextOptionsTest {
    private static final String PROD = "6754af9632a2745e85c293e5aac0863370d9bd3330b9938c00cadfd215227d77";
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void writeFiles() throws IOException {
        Path store = Files.createDirectories(directory.resolve(".docker/contexts/meta/" + PROD));
        Files.writeString(
                store.resolve("meta.json"),
                "{\"Name\":\"prod\",\"Endpoints\":{\"docker\":{\"Host\":\"" + swarm.address() + "\"}}}");
        Files.writeString(directory.resolve("stack.yml"), "services: {app: {image: 'app:1'}}");
        Files.writeString(
                directory.resolve("deploy.yml"),
                "stack: bb\nfiles: [stack.yml]\nengine: {host: 'unix:///file.sock'}\n");
        shell = Shell.in(directory);
    }

    @AfterEach
    void stop() {
        swarm.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "swarm --context prod lock show bb",
                "swarm lock --context prod show bb",
                "swarm -c prod lock show bb",
                "swarm lock show --context=prod bb",
                "DOCKER_CONTEXT=prod swarm lock show bb",
                "DOCKER_HOST=unix:///other.sock swarm lock show --context prod bb",
                "echo '{\"currentContext\":\"prod\"}' >.docker/config.json; swarm lock show bb"
            })
    void allWaysToNameAContext(String command) throws Exception {
        assertThat(shell.run(command)).hasToString("exit 0\nThe stack bb is not locked.\n--- stderr\n");
    }

    @Test
    void theCommandLineWinsOverTheFileAndTheReportNamesTheEngine() throws Exception {
        Shell.Run plan = shell.run("swarm plan --context prod");
        assertThat(plan.err()).contains("engine: context prod, " + swarm.address());
        assertThat(shell.run("DOCKER_CONTEXT=prod swarm plan").err()).contains("no engine at unix:///file.sock");
        assertThat(shell.run("swarm -H unix:///flag.sock plan").err()).contains("no engine at unix:///flag.sock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stack rm bb",
                "plan -f FOLDER/deploy.yml",
                "deploy -f FOLDER/deploy.yml",
                "preview list",
                "release list bb",
                "stack plan -c FOLDER/stack.yml bb"
            })
    void aHostAndAContextContradictEachOther(String command) {
        String words = "--context prod -H " + swarm.address() + " " + command.replace("FOLDER", directory.toString());
        StringWriter err = new StringWriter();
        int exit = Main.commandLine().setErr(new PrintWriter(err)).execute(words.split(" "));
        assertThat(exit).as(err.toString()).isEqualTo(ExitCode.BAD_INPUT.number());
        assertThat(err.toString()).startsWith("--host and --context each name an engine: give one of them");
    }

    @Test
    void aContextThatIsMissingIsBadInput() throws Exception {
        Shell.Run run = shell.run("swarm stack rm --context nope bb");
        assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT.number());
        assertThat(run.err()).startsWith("the Docker context 'nope', named by --context, does not exist in ");
    }
}
