package io.jenkins.plugins.flaskbbswarm.bench;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.DiskFiles;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The docker CLI as a process, ours as a process, and ours in a JVM that is warm, on one engine and one file. */
final class Contestants implements AutoCloseable {
    static final Namespace STACK = new Namespace("bench");

    private final String engine;
    private final Path file;
    private final Path docker;
    private final StackCommands commands;
    private final Map<String, Duration> phases = new ConcurrentHashMap<>();
    private volatile long rolloutStart;
    private volatile long lastUpdate;

    /** @param docker folder with the logins of the docker CLI */
    Contestants(String engine, Path docker) throws IOException, InterruptedException {
        this.engine = engine;
        this.docker = docker;
        this.file = Files.createTempFile("bench", ".yml");
        this.commands = StackCommands.open(
                new DeployConfig.Engine(Optional.of(engine), Optional.empty()),
                new DeploymentContext(
                        Map.of("DOCKER_CONFIG", docker.toString()), "bench", Duration.ofSeconds(60), this::happened));
    }

    private void happened(Event event) {
        if (event instanceof Event.PhaseFinished phase) {
            phases.put(phase.phase(), phase.took());
        } else if (event instanceof Event.PhaseStarted phase && phase.phase().equals("Roll out")) {
            rolloutStart = System.nanoTime();
        } else if (event instanceof Event.Note note && note.text().equals("updated")) {
            lastUpdate = System.nanoTime();
        }
    }

    /** How long the last warm deployment took to send its updates, before it began to watch. */
    Measured updates() {
        return new Measured(Duration.ofNanos(lastUpdate - rolloutStart), 0);
    }

    /** How long a phase of the last warm deployment took. */
    Measured phase(String name) {
        return new Measured(phases.get(name), 0);
    }

    void file(String text) throws IOException {
        Files.writeString(file, text);
    }

    String file() throws IOException {
        return Files.readString(file);
    }

    Measured docker(String... options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("docker", "-H", engine, "stack", "deploy", "-c", file.toString()));
        command.addAll(List.of(options));
        command.add(STACK.name());
        return Measured.process(command, Map.of("DOCKER_CONFIG", docker.toString()));
    }

    /** The launcher, as a process. */
    Measured cold(String... options) throws IOException, InterruptedException {
        return process(List.of("target/flaskbb-swarm"), options);
    }

    /** The bare jar, as a process. */
    Measured jar(List<String> java, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        command.addAll(List.of("-jar", "target/flaskbb-swarm.jar"));
        return process(command, options);
    }

    private Measured process(List<String> start, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of("stack", "deploy", "-H", engine, "-c", file.toString(), "-q"));
        command.addAll(List.of(options));
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

    /** Has Java compile what it would have compiled in a process that deploys often. */
    void warmUp(StackDeployOptions options, int runs) throws Exception {
        for (int i = 0; i < runs; i++) {
            warm(options);
        }
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
