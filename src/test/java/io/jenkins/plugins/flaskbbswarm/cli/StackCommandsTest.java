package io.jenkins.plugins.flaskbbswarm.cli;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code stack config} and {@code stack requests}, from arguments to output and exit code. */
class StackCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        write("stack.yml", """
                version: "3.8"
                services:
                  app:
                    image: nginx:${TAG}
                    environment: {PRICE: 5$$, NAME: "${NAME}"}
                    secrets: [password]
                    configs: [site]
                secrets: {password: {file: password.txt}}
                configs: {site: {file: site.conf}}
                """);
        write("over.yml", "version: '3.8'\nservices: {app: {hostname: web}}\n");
        write("values.env", "TAG=1.25\nNAME=first\n");
        write("more.env", "NAME=second\n");
        write("password.txt", "hunter2");
        write("site.conf", "listen 80;");
        write("bad.yml", "services: {app: {imge: x}}\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private int run(String command, String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of("stack", command), Stream.of(args))
                        .toArray(String[]::new));
    }

    @Test
    void configPrintsTheMergedFile() {
        int exit = run(
                "config",
                "-c",
                path("stack.yml"),
                "-c",
                path("over.yml"),
                "--env-file",
                path("values.env"),
                "--env-file",
                path("more.env"));

        assertThat(exit).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).isEqualTo("""
                configs:
                  site:
                    file: DIR/site.conf
                secrets:
                  password:
                    file: DIR/password.txt
                services:
                  app:
                    configs:
                      - source: site
                    environment:
                      NAME: second
                      PRICE: "5$$"
                    hostname: web
                    image: nginx:1.25
                    secrets:
                      - source: password
                version: "3.8"
                """.replace("DIR", directory.toString()));
    }

    @Test
    void configNeedsNoSecretsAtHand() throws IOException {
        Files.delete(directory.resolve("password.txt"));

        assertThat(run("config", "-c", path("stack.yml"), "--env-file", path("values.env")))
                .isZero();
    }

    @Test
    void requestsArePrintedWithoutTheSecret() {
        int exit = run("requests", "-c", path("stack.yml"), "--env-file", path("values.env"), "forum");

        assertThat(exit).isZero();
        assertThat(out.toString())
                .doesNotContain("hunter2", "aHVudGVyMg")
                .containsSubsequence(
                        "\"path\" : \"/networks/create\"",
                        "\"Data\" : 7",
                        "\"Name\" : \"forum_password-",
                        "\"path\" : \"/secrets/create\"",
                        "\"Data\" : \"bGlzdGVuIDgwOw==\"",
                        "\"path\" : \"/configs/create\"",
                        "\"Image\" : \"nginx:1.25\"",
                        "\"path\" : \"/services/create\"");
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        for (int i = 0; i < 2; i++) {
            run("requests", "-c", path("stack.yml"), "--env-file", path("values.env"), "forum");
        }

        String printed = out.toString();
        assertThat(printed.substring(printed.length() / 2)).isEqualTo(printed.substring(0, printed.length() / 2));
    }

    @Test
    void standardInputIsAFileToo() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("services: {app: {image: 'nginx:1'}}".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("config", "-c", "-")).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).contains("image: nginx:1");
    }

    @Test
    void warningsGoToStandardErrorAndStrictRefuses() {
        assertThat(run("config", "-c", path("stack.yml"))).isEqualTo(2); // nginx: without TAG

        assertThat(err.toString())
                .contains("stack.yml:4:12: services.app.image: the variable TAG is not set")
                .contains("'nginx:' is not an image reference");
    }

    @Test
    void refusedFilesEndWith2AndOneLineAProblem() {
        assertThat(run("requests", "-c", path("bad.yml"), "forum")).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        "error: " + path("bad.yml")
                                + ":1:17: services.app.image: the service has no image; name one; a swarm does not"
                                + " build, and a variable without a value leaves nothing",
                        "error: " + path("bad.yml") + ":1:18: services.app.imge: unknown field; did you mean 'image'?",
                        "2 errors");
    }

    @Test
    void badNamesAndMissingFilesEndWith2() {
        assertThat(run("requests", "-c", path("over.yml"), "-c", path("none.yml"), "forum"))
                .isEqualTo(2);
        assertThat(run("config", "-c", path("stack.yml"), "--env-file", path("none.env")))
                .isEqualTo(2);
        assertThat(run("requests", "-c", path("stack.yml"), "--env-file", path("values.env"), "-x-"))
                .isEqualTo(2);

        assertThat(err.toString())
                .contains("none.yml:1:1: file not found; check the path")
                .contains("there is no env file " + path("none.env"))
                .doesNotContain("Exception", "\tat ");
    }
}
