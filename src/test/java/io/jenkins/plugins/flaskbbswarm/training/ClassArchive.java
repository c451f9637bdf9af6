package io.jenkins.plugins.flaskbbswarm.training;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Deploys a stack to an in-memory swarm with the packaged command line, plans a change and makes it, has Java write down
 * what it loaded for that, and makes an archive of it: {@code ClassArchive JAR ARCHIVE}. A static archive rather than one
 * made at a program's exit, since Java 17 takes classes of old compilers, as picocli's are, into no other.
 */
final class ClassArchive {
    private static final String STACK = """
            services:
              app:
                image: registry.example.org/app:1
                command: [serve, "--port", "8080"]
                environment: {LEVEL: info}
                healthcheck: {test: [CMD, "true"], interval: 1s}
                configs: [settings]
                secrets: [key]
                networks: [inside]
                deploy: {replicas: %2$d, update_config: {order: start-first}, resources: {limits: {memory: 64M}}}
            networks:
              inside: {}
            configs:
              settings: {file: %1$s}
            secrets:
              key: {file: %1$s}
            """;

    private final Path jar;
    private final Path archive;
    private final Path classes;
    private final Path log;

    private ClassArchive(Path jar, Path archive) {
        this.jar = jar;
        this.archive = archive;
        this.classes = beside(".classes");
        this.log = beside(".log");
    }

    private Path beside(String ending) {
        return archive.resolveSibling(archive.getFileName() + ending);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new ClassArchive(Path.of(arguments[0]), Path.of(arguments[1])).make();
    }

    private void make() throws IOException, InterruptedException {
        Path stack = Files.createTempFile("training", ".yml");
        Files.writeString(log, "");
        Files.writeString(classes, "");
        try (FakeSwarm swarm = FakeSwarm.withNodes("node")) {
            Files.writeString(stack, STACK.formatted(stack, 1));
            train(swarm, "deploy", stack);
            Files.writeString(stack, STACK.formatted(stack, 2));
            train(swarm, "plan", stack);
            train(swarm, "deploy", stack);
        } finally {
            Files.delete(stack);
        }
        Path unfinished = beside(".part");
        java("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + unfinished, "-cp", jar);
        // Java falls over an archive of which the end is missing.
        Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
    }

    private void train(FakeSwarm swarm, String command, Path stack) throws IOException, InterruptedException {
        Path list = Files.createTempFile("training", ".classes");
        java(
                "-XX:DumpLoadedClassList=" + list,
                "-jar",
                jar,
                "stack",
                command,
                "-H",
                swarm.address(),
                "-c",
                stack,
                "bb");
        Set<String> all = new LinkedHashSet<>(Files.readAllLines(classes));
        all.addAll(Files.readAllLines(list));
        Files.write(classes, all);
        Files.delete(list);
    }

    private void java(Object... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream.of(options).map(Object::toString).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("No class archive was made: see " + log);
        }
    }
}
