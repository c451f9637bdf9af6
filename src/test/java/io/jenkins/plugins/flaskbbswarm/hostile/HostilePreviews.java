package io.jenkins.plugins.flaskbbswarm.hostile;

import io.jenkins.plugins.flaskbbswarm.cli.Docker;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDown;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewSweep;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewUp;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.SweepResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Previews in the laboratory whose containers do what a test says. */
final class HostilePreviews {
    private static final String DEPLOY = """
            stack: NAME
            files: [stack.yml]
            secrets: SECRETS
            rollout: {monitor: 200ms, deadline: 2m}
            preview:
              repository: lab/NAME
              name: "NAME-pr-${PR}"
              host: "pr-${PR}.NAME.example.org"
              ttl: 1h
              limits: {repository: 9, swarm: 99}
            """;

    private final Path directory;
    private final String name;
    private final Map<String, String> environment;
    private final List<Event> events = new ArrayList<>();

    /**
     * @param name of the stack whose previews they are
     * @param secrets those of the stack, as YAML
     * @param more fields of {@code preview:}, without indentation
     * @param environment where they come from, besides that of this process
     */
    HostilePreviews(
            Path directory, String name, String secrets, String stack, String more, Map<String, String> environment)
            throws IOException {
        this.directory = directory;
        this.name = name;
        this.environment = new TreeMap<>(System.getenv());
        this.environment.putAll(environment);
        Files.writeString(directory.resolve("stack.yml"), stack);
        Files.writeString(
                directory.resolve("deploy.yml"),
                DEPLOY.replace("NAME", name).replace("SECRETS", secrets) + more.indent(2));
    }

    PreviewConfig config(int number) {
        return PreviewFile.read(directory.resolve("deploy.yml"), List.of(), environment, PullRequest.of(number));
    }

    private DeploymentContext surroundings() {
        EventSink sink = event -> {
            synchronized (events) {
                events.add(event);
            }
        };
        return new DeploymentContext(environment, "hostile test", Duration.ofMinutes(2), sink);
    }

    /** What was told until now. */
    List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    void up(int number) throws PreviewFailedException, ReleaseFailedException, InterruptedException {
        new PreviewUp(config(number), surroundings(), Duration.ZERO).run();
    }

    Optional<Preview> down(int number) throws PreviewFailedException, InterruptedException {
        return new PreviewDown(config(number), surroundings()).run();
    }

    SweepResult sweep() throws InterruptedException {
        PreviewConfig all = PreviewFile.read(directory.resolve("deploy.yml"), List.of(), environment);
        return new PreviewSweep(all, surroundings())
                .run(new PreviewSweep.Options(Optional.of(Set.of()), Duration.ZERO, false));
    }

    /** Runs a script in the container of a preview's one service; what it printed, errors included. */
    String does(int number, String script) throws IOException, InterruptedException {
        String service = name + "-pr-" + number + "_app";
        String container = Docker.run("ps", "-q", "-f", "label=com.docker.swarm.service.name=" + service)
                .strip();
        return Docker.run("exec", container, "sh", "-c", "{ " + script + "\n} 2>&1 || true")
                .strip();
    }

    /** Sends statements as the preview's owner, each by itself, whatever the others came to. */
    String sql(int number, String database, String... statements) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder("url=$(sed 's|[^/]*$|" + database + "|' /run/secrets/connection)\n");
        for (String statement : statements) {
            script.append("psql \"$url\" -qAt <<'SQL'\n").append(statement).append("\nSQL\n");
        }
        return does(number, script.toString());
    }
}
