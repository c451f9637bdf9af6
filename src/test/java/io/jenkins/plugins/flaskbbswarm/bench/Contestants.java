package io.jenkins.plugins.flaskbbswarm.bench;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.Variables;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DiskFiles;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions;
import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The docker CLI as a process, ours as a process, and ours in a JVM that is warm, on one engine and one file. */
final class Contestants implements AutoCloseable {
    static final Namespace STACK = new Namespace("bench");

    private final String engine;
    private final Path file;
    private final Path docker;
    private final StackCommands commands;

    /** @param docker folder with the logins of the docker CLI */
    Contestants(String engine, Path docker) throws IOException, InterruptedException {
        this.engine = engine;
        this.docker = docker;
        this.file = Files.createTempFile("bench", ".yml");
        this.commands = StackCommands.open(
                new DeployConfig.Engine(Optional.of(engine), Optional.empty()),
                new Surroundings(
                        Map.of("DOCKER_CONFIG", docker.toString()),
                        "bench",
                        Duration.ofSeconds(60),
                        EventSink.silent()));
    }

    void file(String text) throws IOException {
        Files.writeString(file, text);
    }

    Measured docker(String... options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("docker", "-H", engine, "stack", "deploy", "-c", file.toString()));
        command.addAll(List.of(options));
        command.add(STACK.name());
        return Measured.process(command, Map.of("DOCKER_CONFIG", docker.toString()));
    }

    /** @param options {@code --resolve-image} and the like; what begins with {@code -X} goes to Java */
    Measured cold(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        List.of(options).stream().filter(option -> option.startsWith("-X")).forEach(command::add);
        command.addAll(List.of("-jar", "target/flaskbb-swarm.jar", "stack", "deploy", "-H", engine));
        command.addAll(List.of("-c", file.toString(), "-q"));
        List.of(options).stream().filter(option -> !option.startsWith("-X")).forEach(command::add);
        command.add(STACK.name());
        return Measured.process(command, Map.of("DOCKER_CONFIG", docker.toString()));
    }

    /** Reads the file as a command would, too. */
    Measured warm(StackDeployOptions options) throws Exception {
        long start = System.nanoTime();
        LoadedStack loaded = ComposeLoader.load(
                List.of(ComposeSource.file(file)), Variables.none(), Mode.COMPATIBLE, new DiskFiles());
        commands.deploy(STACK, loaded, options);
        return new Measured(Duration.ofNanos(System.nanoTime() - start), 0);
    }

    void remove() throws InterruptedException {
        commands.remove(STACK);
    }

    @Override
    public void close() throws IOException {
        commands.close();
        Files.delete(file);
    }
}
