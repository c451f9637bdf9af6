package io.jenkins.plugins.flaskbbswarm.training;

import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Deploys a stack to an in-memory swarm with the packaged command line, and has Java write down what it loaded:
 * {@code ClassArchive JAR ARCHIVE}. The options of Java are those of {@code src/main/sh/flaskbb-swarm}.
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
                deploy: {replicas: 2, update_config: {order: start-first}, resources: {limits: {memory: 64M}}}
            networks:
              inside: {}
            configs:
              settings: {file: %1$s}
            secrets:
              key: {file: %1$s}
            """;

    private ClassArchive() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]);
        Path archive = Path.of(arguments[1]);
        Path log = Path.of(arguments[1] + ".log");
        Path unfinished = Path.of(arguments[1] + ".part");
        Path stack = Files.createTempFile("training", ".yml");
        Files.writeString(stack, STACK.formatted(stack));
        try (FakeSwarm swarm = FakeSwarm.withNodes("node")) {
            Process deploy = new ProcessBuilder(command(jar, unfinished, stack, swarm.address()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = deploy.waitFor(60, TimeUnit.SECONDS);
            if (!ended || deploy.exitValue() != 0) {
                deploy.destroyForcibly();
                throw new IllegalStateException("No class archive was made: see " + log);
            }
            // Java falls over an archive of which the end is missing.
            Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.delete(stack);
        }
    }

    private static List<String> command(Path jar, Path archive, Path stack, String engine) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "stack",
                "deploy",
                "-H",
                engine,
                "-c",
                stack.toString(),
                "training");
    }
}
