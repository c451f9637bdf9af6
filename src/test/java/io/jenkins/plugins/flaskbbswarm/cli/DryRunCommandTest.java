package io.jenkins.plugins.flaskbbswarm.cli;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code deploy --dry-run}: what it prints, its exit code, and that neither swarm nor folder is touched. */
class DryRunCommandTest {
    private final Console console = new Console();

    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        console.swarm.image("app:1").hasDigest("sha256:" + "a".repeat(64));
        write("deploy.yml", """
                stack: bb
                engine: {host: "ADDRESS"}
                files: [stack.yml]
                secrets: {key: {file: key.txt}}
                """.replace("ADDRESS", console.swarm.address()));
        write("stack.yml", """
                services:
                  app: {image: 'app:1', secrets: [key], configs: [site], networks: [front]}
                  every: {image: 'app:1', networks: [front], deploy: {mode: global}}
                  none: {image: 'app:1', networks: [front], deploy: {replicas: 0}}
                networks: {front: {}}
                secrets: {key: {external: true}}
                configs: {site: {file: site.conf}}
                """);
        write("site.conf", "listen 80;");
        write("key.txt", "hunter2");
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private int run(String... more) {
        String file = directory.resolve("deploy.yml").toString();
        return console.runAsTyped(Stream.concat(Stream.of("deploy", "--file", file), Stream.of(more))
                .toArray(String[]::new));
    }

    private List<String> folder() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void ofANewStack() throws IOException {
        List<String> before = folder();

        assertThat(run("--dry-run")).as(console.err()).isZero();

        assertThat(console.out().replaceAll("[0-9a-f]{12}", "HASH")).isEqualTo("""
                + network bb_front
                + secret bb_key-HASH
                + config bb_site-HASH
                + service bb_app (app:1, 1 task)
                + service bb_every (app:1, one task on each node)
                + service bb_none (app:1, 0 tasks)
                6 changes. Nothing was done; deploy carries it out, and with --plan HASH nothing else.
                """);
        assertThat(console.swarm.writes()).isEmpty();
        assertThat(folder()).isEqualTo(before);
    }

    @Test
    void ofAStackThatIsAsItsFilesSay() {
        assertThat(run()).as(console.err()).isZero();
        console.swarm.forgetRequests();

        assertThat(run("--dry-run")).isZero();
        assertThat(console.out()).isEqualTo("""
                = unchanged: bb_app, bb_every, bb_none
                Nothing to do: bb is as its files say.
                """);
        assertThat(console.swarm.writes()).isEmpty();
    }

    @Test
    void itIsThePlanThatDeployCarriesOut() {
        assertThat(run("--dry-run")).isZero();
        String plan = console.out().replaceAll("(?s).*--plan ([0-9a-f]{12}).*", "$1");

        assertThat(run("--plan", plan)).as(console.err()).isZero();
        assertThat(console.swarm.writes()).isNotEmpty();
    }

    @Test
    void whatCannotBeDeployedIsRefusedAsDeployRefusesIt() throws IOException {
        write("stack.yml", """
                services: {app: {image: 'app:1', networks: [front]}}
                networks: {front: {external: true}}
                """);
        write("deploy.yml", Files.readString(directory.resolve("deploy.yml")).replaceAll("secrets: .*", ""));

        assertThat(run("--dry-run")).isEqualTo(ExitCode.BAD_INPUT.number());
        String said = console.err();
        assertThat(said).contains("The network front is external but does not exist");
        assertThat(run()).isEqualTo(ExitCode.BAD_INPUT.number());
        assertThat(said).isEqualTo(console.err());
        assertThat(console.swarm.writes()).isEmpty();
    }
}
