package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Arguments that contradict each other or cannot be meant: exit code 2, and the engine is not even asked for its version. */
class ContradictionsTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

    @TempDir
    private Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("stack.yml"), "services: {app: {image: 'app:1'}}");
        Files.writeString(directory.resolve("deploy.yml"), "stack: bb\nfiles: [stack.yml]\n");
        Files.writeString(directory.resolve("report"), "{}");
    }

    @AfterEach
    void stop() {
        swarm.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            stack deploy STACK --detach --ordered bb             | --ordered waits for services, and --detach does not wait: choose one of the two
            stack deploy STACK -d --report r.html bb             | --report tells how the release went, and --detach does not wait: choose one of the two
            stack deploy STACK --detach --on-abort leave bb      | --on-abort is for a release that is watched, and --detach does not wait: choose one of the two
            stack deploy STACK --plan nofile bb                  | --plan: nofile is not a plan: file not found; give the fingerprint
            stack deploy STACK --plan DIR/report bb              | --plan: DIR/report is not a plan: it has no fingerprint
            stack deploy STACK --plan DIR bb                     | --plan: DIR is not a plan: it cannot be read
            stack deploy STACK --report DIR bb                   | --report: DIR is a directory: name a file
            stack deploy STACK --report DIR/no/r.html bb         | --report: DIR/no/r.html: no such directory: DIR/no; create it
            stack deploy STACK --lock-timeout -1 bb              | Invalid value for option '--lock-timeout': '-1' is not a valid number of seconds; write a whole number from 0 to 31536000
            stack deploy STACK --lock-timeout 99999999999999 bb  | Invalid value for option '--lock-timeout': '99999999999999' is not a valid number of seconds
            stack deploy STACK --lock-timeout 5m bb              | Invalid value for option '--lock-timeout': '5m' is not a valid number of seconds
            stack deploy STACK --resolve-image often bb          | Invalid value for option '--resolve-image'
            stack deploy -c - -c - bb                            | --compose-file: standard input can be read once only
            stack deploy -c DIR/none.yml bb                      | DIR/none.yml:1:1: file not found
            stack drift --json --repair bb                       | --json says what --repair would do: give one of them
            deploy DEPLOY --dry-run --plan 0123456789ab          | --plan is for a deployment, and --dry-run makes none: choose one of the two
            deploy DEPLOY --dry-run --report r.html              | --report is for a deployment, and --dry-run makes none: choose one of the two
            deploy DEPLOY --dry-run --on-abort leave             | --on-abort is for a deployment, and --dry-run makes none: choose one of the two
            deploy DEPLOY --plan nofile                          | --plan: nofile is not a plan: file not found; give the fingerprint
            deploy DEPLOY --report DIR/no/r.html                 | --report: DIR/no/r.html: no such directory: DIR/no; create it
            deploy -f DIR/none.yml                               | DIR/none.yml does not exist; name your file with -f
            redeploy DEPLOY --jitter -5                          | Invalid value for option '--jitter': '-5' is not a valid number of seconds
            redeploy DEPLOY --window 25:00-26:00                 | '25:00-26:00' is no
            preview up DEPLOY --pr 0                             | Invalid value for option '--pr': '0' is not a valid number; write a whole number from 1 on
            preview up DEPLOY --pr 1 --wait -1                   | Invalid value for option '--wait'
            preview sweep DEPLOY --grace -1                      | Invalid value for option '--grace'
            release show bb 0                                    | Invalid value for positional parameter at index 1 (NUMBER): '0' is not a valid number
            release rollback bb -- -1                            | Invalid value for positional parameter at index 1 (NUMBER): '-1' is not a valid number
            release diff bb 1 x                                  | Invalid value for positional parameter at index 2 (TO): 'x' is not a valid number
            """)
    void areBadInput(String command, String said) {
        String words = command.replace("STACK", "-c DIR/stack.yml")
                .replace("DEPLOY", "-f DIR/deploy.yml")
                .replace("DIR", directory.toString());
        StringWriter err = new StringWriter();
        int exit = Main.commandLine()
                .setErr(new PrintWriter(err))
                .execute(("-H " + swarm.address() + " " + words).split(" "));
        assertThat(err.toString()).startsWith(said.replace("DIR", directory.toString()));
        assertThat(exit).isEqualTo(ExitCode.BAD_INPUT.number());
        assertThat(swarm.requests()).isEmpty();
    }
}
