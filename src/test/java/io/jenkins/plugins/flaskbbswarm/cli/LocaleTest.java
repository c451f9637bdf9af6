package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Values are bytes from end to end, whatever the locale: cron, systemd and bare containers have {@code C}. */
class LocaleTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void writeFiles() throws IOException {
        write("deploy.yml", """
                stack: bb
                files: [stack.yml]
                variables: {GREETING: {env: GREETING}}
                secrets: {pw: {env: PW}}
                """);
        write("stack.yml", """
                services:
                  app: {image: 'app:1', command: "${GREETING}", secrets: [pw], environment: [GREETING]}
                secrets: {pw: {external: true}}
                """);
        shell = Shell.in(directory).with("DOCKER_HOST", swarm.address()).with("LC_ALL", "C");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @AfterEach
    void stop() {
        swarm.close();
    }

    /** Values as {@code printf} writes them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            C       | p\\303\\251ssw\\303\\266rd     | 70c3a9737377c3b67264
            POSIX   | \\346\\227\\245\\360\\237\\224\\221 | e697a5f09f9491
            C       | a\\351\\377\\200z              | 61e9ff807a
            C.UTF-8 | a\\351\\377\\200z              | 61e9ff807a
            C       | \\303(\\355\\240\\200          | c328eda080
            """)
    void aSecretFromTheEnvironmentKeepsItsBytes(String locale, String value, String bytes) throws Exception {
        Shell.Run run =
                shell.with("LC_ALL", locale).run("export PW=\"$(printf '" + value + "')\"; GREETING=hi swarm deploy");
        assertThat(run.exit()).as(run.toString()).isZero();
        assertThat(secrets()).containsExactly(bytes);
    }

    private List<String> secrets() throws IOException {
        return written("/secrets/create", "/Data").stream()
                .map(data -> HexFormat.of().formatHex(Base64.getDecoder().decode(data)))
                .toList();
    }

    private List<String> commands() throws IOException {
        return written("/services/create", "/TaskTemplate/ContainerSpec/Args/0");
    }

    private List<String> written(String path, String field) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Recorded write : swarm.writes()) {
            if (write.path().equals(path)) {
                texts.add(new JsonMapper().readTree(write.body()).at(field).asText());
            }
        }
        return texts;
    }

    @Test
    void variablesAndArgumentsKeepTheirCharacters() throws Exception {
        assertThat(shell.run("PW=x GREETING=grüße swarm deploy").exit()).isZero();
        assertThat(shell.run("PW=x GREETING=grüße swarm deploy --set variables.GREETING=日本 --set stack=cc")
                        .exit())
                .isZero();
        assertThat(commands()).containsExactly("grüße", "日本");
    }

    /** The locale counts neither for what is read nor for what is printed. */
    @Test
    void composeFilesAreTheSameFromAllSources() throws Exception {
        write("hello.yml", "services: {app: {image: 'app:1', hostname: \"${NAME}\", environment: [NAME]}}");
        write("names.env", "NAME=grüße\n");
        String printed = """
                services:
                  app:
                    environment:
                      NAME: "grüße"
                    hostname: "grüße"
                    image: app:1
                version: "3.13"
                """;
        assertThat(shell.run("NAME=grüße swarm stack config -c hello.yml").out())
                .isEqualTo(printed);
        assertThat(shell.run("NAME=grüße swarm stack config -c - <hello.yml").out())
                .isEqualTo(printed);
        assertThat(shell.run("swarm stack config --env-file names.env -c hello.yml")
                        .out())
                .isEqualTo(printed);
        assertThat(shell.run("NAME=\"$(printf 'a\\351')\" swarm stack config -c hello.yml"))
                .hasToString("""
                exit 2
                --- stderr
                error: hello.yml:1:44: services.app.hostname: the value of a variable in '${NAME}' is not UTF-8 text; give\
                 binary values to the stack as a secret's file
                error: hello.yml:1:69: services.app.environment.NAME: the caller's variable NAME is not UTF-8 text; give\
                 binary values to the stack as a secret's file
                2 errors
                """);
    }

    /** Java cannot open such a file then; the launcher can, since it gives Java another locale. */
    @Test
    void aFileNameThatTheLocaleLacksIsBadInput() throws Exception {
        String cause = "'größe.yml' is not a valid file name; the locale's character set is ANSI_X3.4-1968: start with"
                + " LC_ALL=C.UTF-8";
        assertThat(shell.run("swarm stack config -c größe.yml")).hasToString("exit 2\n--- stderr\n" + cause + "\n");
        Shell.Run run = shell.run("swarm plan -f größe.yml");
        assertThat(run.exit()).isEqualTo(ExitCode.BAD_INPUT.number());
        assertThat(run.err()).startsWith("Invalid value for option '--file': " + cause);
        write("includes.yml", "services: {app: {image: 'app:1', env_file: größe.env}}");
        assertThat(shell.run("swarm stack config -c includes.yml").err())
                .contains("größe.env' is not a valid file name; the locale's character set is ANSI_X3.4-1968");
        Shell.Run elsewhere = shell.run("mkdir größe; cd größe; swarm stack config -c ../stack.yml");
        assertThat(elsewhere.err())
                .startsWith("warning: the name of the working directory has characters that the locale's character set"
                        + " ANSI_X3.4-1968 lacks, so relative paths do not work: start with LC_ALL=C.UTF-8\n");
    }
}
