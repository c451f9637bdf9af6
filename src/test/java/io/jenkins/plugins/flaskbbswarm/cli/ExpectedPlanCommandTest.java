package io.jenkins.plugins.flaskbbswarm.cli;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code --plan} from arguments to exit code. */
class ExpectedPlanCommandTest {
    private final Console console = new Console();

    @TempDir
    private Path directory;

    @BeforeEach
    void writeFile() throws Exception {
        Files.writeString(directory.resolve("stack.yml"), "services: {app: {image: a, deploy: {replicas: 0}}}");
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void aPlanFromAFile() throws Exception {
        assertThat(run("plan", "--json")).isZero();
        Files.writeString(directory.resolve("plan.json"), console.out());

        assertThat(run("deploy", "--plan", directory.resolve("plan.json").toString()))
                .as(console.err())
                .isZero();
        assertThat(run("deploy", "--plan", directory.resolve("plan.json").toString()))
                .isEqualTo(ExitCode.BAD_INPUT.number());
        assertThat(console.err()).contains("The plan for bb has changed");
    }

    @Test
    void aFingerprintAsThePlanPrintsIt() {
        assertThat(run("plan")).isZero();
        String fingerprint = Pattern.compile("--plan ([0-9a-f]{12})")
                .matcher(console.out())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow()
                .replace("--plan ", "");

        assertThat(run("deploy", "-q", "--plan", fingerprint)).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "none.json, file not found",
        "stack.yml, it is not JSON",
        "empty.json, it has no fingerprint",
    })
    void whatIsNoPlanIsRefused(String file, String cause) throws Exception {
        Files.writeString(directory.resolve("empty.json"), "{}");

        assertThat(run("deploy", "--plan", directory.resolve(file).toString())).isEqualTo(ExitCode.BAD_INPUT.number());
        assertThat(console.err()).contains("is not a plan: " + cause);
        assertThat(console.swarm.writes()).isEmpty();
    }

    @Test
    void quietPrintsNothing() {
        assertThat(run("deploy", "--quiet", "--detach=false")).isZero();
        assertThat(console.out()).isEmpty();
    }

    private int run(String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of("stack", command));
        words.addAll(List.of("-c", directory.resolve("stack.yml").toString(), "--resolve-image", "never"));
        words.addAll(List.of(arguments));
        words.add("bb");
        return console.run(words.toArray(String[]::new));
    }
}
