package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.StackCommands;
import io.jenkins.plugins.flaskbbswarm.deploy.Surroundings;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which engine, and how long to wait for others; the same for all commands that need one. */
final class EngineOptions {
    @Option(
            names = {"-H", "--host"},
            paramLabel = "ADDRESS",
            description = "A manager of the swarm (default: DOCKER_HOST, else unix:///var/run/docker.sock).")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--certificates",
            paramLabel = "DIR",
            description = "Folder of ca.pem, cert.pem and key.pem, for tcp:// (default: DOCKER_CERT_PATH).")
    private Optional<Path> certificates = Optional.empty();

    @Option(
            names = "--lock-timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait for another release of the stack (default: ${DEFAULT-VALUE}).")
    private long lockTimeout;

    StackCommands open(EventSink events) throws InterruptedException {
        return StackCommands.open(engine(), surroundings(events));
    }

    DeployConfig.Engine engine() {
        return new DeployConfig.Engine(host, certificates);
    }

    Surroundings surroundings(EventSink events) {
        return new Surroundings(System.getenv(), Owner.in(System.getenv()), Duration.ofSeconds(lockTimeout), events);
    }
}
