package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code --plan} from arguments to exit code. */
class ExpectedPlanCommandTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void writeFile() throws Exception {
        Files.writeString(directory.resolve("stack.yml"), "services: {app: {image: a, deploy: {replicas: 0}}}");
    }

    @AfterEach
    void stop() {
        swarm.close();
    }

    @Test
    void aPlanFromAFile() throws Exception {
        assertThat(run("plan", "--json")).isZero();
        Files.writeString(directory.resolve("plan.json"), out.toString());

        assertThat(run("deploy", "--plan", directory.resolve("plan.json").toString()))
                .as(err.toString())
                .isZero();
        assertThat(run("deploy", "--plan", directory.resolve("plan.json").toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("the swarm or the files moved meanwhile");
    }

    @Test
    void aFingerprintAsThePlanPrintsIt() {
        assertThat(run("plan")).isZero();
        String fingerprint = Pattern.compile("--plan ([0-9a-f]{12})")
                .matcher(out.toString())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow()
                .replace("--plan ", "");

        assertThat(run("deploy", "-q", "--plan", fingerprint)).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "none.json, there is no such file",
        "stack.yml, it is no JSON",
        "empty.json, it has no fingerprint",
    })
    void whatIsNoPlanIsRefused(String file, String cause) throws Exception {
        Files.writeString(directory.resolve("empty.json"), "{}");

        assertThat(run("deploy", "--plan", directory.resolve(file).toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err.toString()).contains("is not a plan: " + cause);
        assertThat(swarm.writes()).isEmpty();
    }

    @Test
    void quietPrintsNothing() {
        assertThat(run("deploy", "--quiet", "--detach=false")).isZero();
        assertThat(out.toString()).isEmpty();
    }

    private int run(String command, String... arguments) {
        out.getBuffer().setLength(0);
        List<String> all = new java.util.ArrayList<>(List.of("stack", command));
        all.addAll(List.of(
                "-H", swarm.address(), "-c", directory.resolve("stack.yml").toString()));
        all.addAll(List.of("--resolve-image", "never"));
        all.addAll(List.of(arguments));
        all.add("bb");
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }
}
