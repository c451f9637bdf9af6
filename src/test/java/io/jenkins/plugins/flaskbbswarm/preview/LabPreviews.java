package io.jenkins.plugins.flaskbbswarm.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.cli.Main;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.deploy.SecretValue;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import io.jenkins.plugins.flaskbbswarm.preview.resources.AdminJob;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Leases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.SweepResult;
import io.jenkins.plugins.flaskbbswarm.rollout.JobFailedException;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Previews of a page with a database on the laboratory's engine, and what that engine and its PostgreSQL then hold. */
public final class LabPreviews implements AutoCloseable {
    private static final Path FILE = Path.of("src/test/resources/preview/deploy.yml");

    private final Engine engine = Engine.connect(EngineAddress.parse(Lab.engine()));

    public LabPreviews() throws InterruptedException {}

    PreviewConfig config(int pullRequest) {
        return pullRequest == 0
                ? PreviewFile.read(FILE, List.of(), System.getenv())
                : PreviewFile.read(FILE, List.of(), System.getenv(), PullRequest.of(pullRequest));
    }

    private static DeploymentContext surroundings(EventSink events) {
        return new DeploymentContext(System.getenv(), "lab test", Duration.ofMinutes(2), events);
    }

    public PreviewResult up(int pullRequest, EventSink events)
            throws PreviewFailedException, ReleaseFailedException, InterruptedException {
        return new PreviewUp(config(pullRequest), surroundings(events), Duration.ZERO).run();
    }

    public Optional<Preview> down(int pullRequest) throws PreviewFailedException, InterruptedException {
        return new PreviewDown(config(pullRequest), surroundings(EventSink.silent())).run();
    }

    public SweepResult sweep(Set<Integer> open) throws InterruptedException {
        return new PreviewSweep(config(0), surroundings(EventSink.silent()))
                .run(new PreviewSweep.Options(Optional.of(open), Duration.ZERO, false));
    }

    /** As if somebody had removed it by hand. */
    public void loseTheLease(int pullRequest) throws InterruptedException {
        Leases leases = new Leases(engine);
        leases.remove(leases.find(config(pullRequest).settings().stack()).orElseThrow());
    }

    /** {@code preview up} in a process of its own, killed as soon as it prints a line with {@code words}. */
    public void upKilledAt(int pullRequest, String words) throws IOException, InterruptedException {
        upKilledAt(FILE, pullRequest, words);
    }

    /** The same for another preview file. */
    static void upKilledAt(Path file, int pullRequest, String words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "preview",
                        "up",
                        "-f",
                        file.toString(),
                        "--pr",
                        Integer.toString(pullRequest))
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.contains(words)) {
            line = lines.readLine();
        }
        process.destroyForcibly().waitFor();
    }

    /** How many objects the swarm has beside those that the laboratory came with, by kind; and databases. */
    public Map<String, Set<String>> objects() throws JobFailedException, InterruptedException {
        Map<String, Set<String>> objects = new TreeMap<>();
        objects.put("services", names(engine.services().list(Filters.none()), "/Spec/Name"));
        objects.put("networks", names(engine.networks().list(Filters.none()), "/Name"));
        objects.put("secrets", names(engine.secrets().list(Filters.none()), "/Spec/Name"));
        objects.put("configs", names(engine.configs().list(Filters.none()), "/Spec/Name"));
        objects.put("volumes", names(engine.volumes().list(Filters.none()), "/Name"));
        objects.put("databases", asked("SELECT datname FROM pg_database"));
        objects.put("roles", asked("SELECT rolname FROM pg_roles"));
        return objects;
    }

    private static Set<String> names(Collection<JsonNode> all, String pointer) {
        Set<String> names = new TreeSet<>();
        all.forEach(object -> names.add(object.at(pointer).asText()));
        return names;
    }

    private Set<String> asked(String sql) throws JobFailedException, InterruptedException {
        PreviewSettings.Database settings = config(0).settings().database().orElseThrow();
        List<String> lines = new ArrayList<>();
        AdminJob job = new AdminJob(engine, settings.job(), RegistryLogins.of(List.of()), event -> {
            if (event instanceof Event.Output output) {
                lines.add(output.line());
            }
        });
        Content url = SecretValue.of(
                "admin",
                settings.admin(),
                new DeploymentContext(System.getenv(), "lab test", Duration.ZERO, EventSink.silent()));
        job.run(
                SamplePreview.withRedis(1),
                "question",
                List.of("sh", "-c", "psql \"$(cat /run/secrets/url)\" -Atc \"" + sql + "\""),
                Map.of(),
                Map.of("url", url));
        return new TreeSet<>(lines);
    }

    @Override
    public void close() {
        engine.close();
    }
}
