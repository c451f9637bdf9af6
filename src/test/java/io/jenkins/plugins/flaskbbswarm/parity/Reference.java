package io.jenkins.plugins.flaskbbswarm.parity;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real CLI beside a recording engine, and the variables that both sides of a comparison are given. */
final class Reference implements AutoCloseable {
    /** What a stack file of these tests may count on. */
    static final Map<String, String> VARIABLES = Map.of(
            "TAG", "1.25",
            "REPLICAS", "3",
            "PORT", "8080",
            "DOMAIN", "example.org",
            "EMPTY", "",
            "FOO", "foo",
            "YES", "yes",
            "HALF", "0.5",
            "HOME", "/home/someone");

    private final DockerCli cli;
    private final RecordingEngine engine = new RecordingEngine();

    private Reference(DockerCli cli) throws IOException {
        this.cli = cli;
    }

    /** Leaves the test out where there is no docker CLI, unless the laboratory is required. */
    static Reference start() throws IOException, InterruptedException {
        Optional<Reference> reference = find();
        Assumptions.assumeTrue(
                reference.isPresent(),
                "NOT RUN: there is no docker CLI to compare with; install one, or set DOCKER_CLI");
        return reference.get();
    }

    /** Empty where there is no docker CLI; fails there if the laboratory is required. */
    static Optional<Reference> find() throws IOException, InterruptedException {
        Optional<DockerCli> cli = DockerCli.find();
        if (cli.isEmpty() && "required".equals(System.getenv("FLASKBB_SWARM_LAB"))) {
            throw new IllegalStateException("no docker CLI: install one, or name it in DOCKER_CLI");
        }
        return cli.isEmpty() ? Optional.empty() : Optional.of(new Reference(cli.get()));
    }

    DockerCli cli() {
        return cli;
    }

    /** What the CLI sends for these files; fails if it refuses them. */
    List<RecordingEngine.Request> requests(List<Path> files, String stack) throws IOException, InterruptedException {
        DockerCli.Result result = deploy(files, stack);
        if (result.exit() != 0) {
            throw new AssertionError("docker stack deploy refuses " + files + ": " + result.output());
        }
        return engine.takeCreated();
    }

    /** What the CLI sends for these files; empty if it refuses them. */
    Optional<List<RecordingEngine.Request>> tryRequests(List<Path> files, String stack)
            throws IOException, InterruptedException {
        return deploy(files, stack).exit() == 0 ? Optional.of(engine.takeCreated()) : Optional.empty();
    }

    private DockerCli.Result deploy(List<Path> files, String stack) throws IOException, InterruptedException {
        engine.takeCreated();
        return cli.deploy(engine.host(), files, stack, VARIABLES);
    }

    @Override
    public void close() {
        engine.close();
    }
}
