package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plants a canary in each source of a secret, deploys well and badly while somebody looks on, and searches: what was
 * printed, the swarm's objects, command lines, files and images must hold none of them, in no spelling.
 */
@RequiresLab
class SecretsNowhereIT {
    @TempDir
    private static Path home;

    private static final Canaries CANARIES = new Canaries();
    private static final String FROM_ENV = "canary-of-the-environment-4f1c";
    private static final String FROM_FILE = "canary-of-the-file-90be";

    /** Each command with what it printed. */
    private static final List<Cli.Run> RUNS = new ArrayList<>();

    private static Swarm swarm;
    private static Onlooker onlooker;
    private static Path folder;
    private static Path canary;

    @BeforeAll
    static void deployWellAndBadly() throws Exception {
        swarm = Swarm.ofTheLab();
        swarm.remove("nowhere");
        onlooker = new Onlooker(swarm);
        folder = Cli.copy(Path.of("src/test/resources/secrets"), home.resolve("work"));
        canary = Files.writeString(folder.resolve("canary.txt"), FROM_FILE);
        Files.createDirectory(home.resolve("tmp"));
        CANARIES.add("the environment's secret", FROM_ENV);
        CANARIES.add("the file's secret", FROM_FILE);
        CANARIES.add("the registry's password", Lab.variable("LAB_REGISTRY_PASSWORD"));
        CANARIES.add("a wrong password", "canary-that-opens-nothing-77aa");

        run(ExitCode.DONE.number(), cli(), "deploy");
        CANARIES.add("the generated secret", inContainer("made"));
        run(ExitCode.DONE.number(), cli(), "deploy");
        String crash = "files=[stack.yml, crash.yml]";
        run(ExitCode.FAILED.number(), cli(), "deploy", "--set", crash);
        run(ExitCode.FAILED.number(), cli(), "deploy", "--set", crash, "--set", "migration.command=[sh, -c, exit 3]");
        run(ExitCode.FAILED.number(), cli().with("REGISTRY_PASSWORD", "canary-that-opens-nothing-77aa"), "deploy");
        run(ExitCode.BAD_INPUT.number(), cli(), "deploy", "--set", "files=[nowhere.yml]");
        run(ExitCode.DONE.number(), cli(), "plan", "--json");
        run(ExitCode.DONE.number(), cli(), "release", "show", "nowhere", "1");
        run(ExitCode.DONE.number(), cli(), "stack", "diagnose", "nowhere");
    }

    @AfterAll
    static void tidy() throws InterruptedException {
        swarm.remove("nowhere");
        swarm.close();
    }

    private static Cli cli() {
        return Cli.in(folder)
                .with("CANARY", FROM_ENV)
                .with("HOME", home.toString())
                .withTemporaryFilesIn(home.resolve("tmp"))
                .watchedBy(onlooker::watch);
    }

    private static void run(int exit, Cli cli, String... arguments) throws IOException, InterruptedException {
        Cli.Run run = cli.run(arguments);
        assertThat(run.exit())
                .as("exit code of %s: %s", List.of(arguments), run)
                .isEqualTo(exit);
        RUNS.add(run);
    }

    private static String inContainer(String secret) throws IOException, InterruptedException {
        return Docker.run("exec", swarm.containers("nowhere_app").get(0), "cat", "/run/secrets/" + secret);
    }

    @Test
    void theContainersHaveThem() throws Exception {
        assertThat(inContainer("from-env")).isEqualTo(FROM_ENV);
        assertThat(inContainer("from-file")).isEqualTo(FROM_FILE);
        assertThat(inContainer("made")).matches("[0-9a-f]{64}");
    }

    @Test
    void noOutputHasThem() {
        for (Cli.Run run : RUNS) {
            assertThat(CANARIES.in(run.said())).as("canary in %s", run).isEmpty();
        }
    }

    @Test
    void noObjectOfTheSwarmHasThem() {
        assertThat(onlooker.objects().keySet())
                .anyMatch(name -> name.startsWith("data of config nowhere_lock"))
                .anyMatch(name -> name.startsWith("data of config nowhere_release-1"))
                .anyMatch(name -> name.startsWith("secret nowhere_from-env-"))
                .anyMatch(name -> name.startsWith("service nowhere_migration-"))
                .anyMatch(name -> name.startsWith("service nowhere_app"));
        assertThat(onlooker.objects().get(firstRelease())).contains("nowhere_app");
        onlooker.objects()
                .forEach((name, text) ->
                        assertThat(CANARIES.in(text)).as("canary in %s", name).isEmpty());
    }

    private static String firstRelease() {
        return onlooker.objects().keySet().stream()
                .filter(name -> name.startsWith("data of config nowhere_release-1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void noCommandLineHasThem() {
        assertThat(onlooker.commandLines()).anyMatch(line -> line.contains("flaskbb-swarm.jar"));
        onlooker.commandLines()
                .forEach(line ->
                        assertThat(CANARIES.in(line)).as("canary in %s", line).isEmpty());
    }

    @Test
    void noFileHasThem() throws IOException {
        List<Path> files = new ArrayList<>(onlooker.openFiles());
        try (Stream<Path> left = Files.walk(home)) {
            files.addAll(left.toList());
        }
        files.remove(canary);
        for (Path file : files) {
            if (Files.isRegularFile(file) && !file.startsWith(System.getProperty("java.home"))) {
                try (InputStream content = Files.newInputStream(file)) {
                    assertThat(CANARIES.in(content)).as("canary in %s", file).isEmpty();
                }
            }
        }
    }

    @Test
    void noImageHasThem() throws IOException, InterruptedException {
        String image = Lab.variable("LAB_REGISTRY") + "/nowhere-app:latest";
        assertThat(CANARIES.in(Docker.run("image", "history", "--no-trunc", image)))
                .isEmpty();
        assertThat(CANARIES.in(Docker.run("image", "inspect", image))).isEmpty();
        try (InputStream layers = Docker.open("save", image)) {
            assertThat(CANARIES.in(layers)).as("canary in the layers").isEmpty();
        }
    }
}
