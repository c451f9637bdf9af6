package io.jenkins.plugins.flaskbbswarm.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.deploy.DeadLock;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseFailedException;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Lease;
import io.jenkins.plugins.flaskbbswarm.preview.resources.Leases;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewBackends;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewFailedException;
import io.jenkins.plugins.flaskbbswarm.preview.resources.PreviewTags;
import io.jenkins.plugins.flaskbbswarm.preview.sweep.SweepResult;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** Makes and ends previews of a small stack, and tells what a swarm then holds. */
public final class PreviewBench implements AutoCloseable {
    public static final String STACK = """
            version: "3.8"
            services:
              app:
                image: busybox
                entrypoint: [sh, -c]
                command: ["sleep 1000"]
                secrets: [connection, key]
                configs: [site]
            secrets: {connection: {external: true}, key: {external: true}}
            configs: {site: {file: site.conf}}
            """;

    private static final String DEPLOY = """
            stack: forum
            engine: {host: "ADDRESS"}
            files: [stack.yml]
            secrets: SECRETS
            rollout: {monitor: 1ms, deadline: 20s}
            preview:
              repository: forum/forum
              name: "pr-${PR}"
              host: "pr-${PR}.example.org"
              ttl: 1h
              database: {secret: connection, admin: {env: NOWHERE}}
              limits: LIMITS
              policy: {placement: [], images: ["*"]}
            """;

    private final String address;
    private final Path directory;
    private final Engine engine;
    private final Map<String, Set<String>> before;
    private final FakeDatabases databases = new FakeDatabases();
    private final List<Event> events = new ArrayList<>();
    private String secrets = "{connection: {env: NOWHERE}, key: generate}";
    private String image = "busybox";
    private String limits = "{repository: 100, swarm: 100}";
    private Optional<Function<Engine, PreviewTags>> tags = Optional.empty();
    private EventSink listener = EventSink.silent();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public PreviewBench(String address, Path directory) throws IOException, InterruptedException {
        this.address = address;
        this.directory = directory;
        this.engine = Engine.connect(EngineAddress.parse(address));
        this.before = all();
        stack(STACK);
        Files.writeString(directory.resolve("site.conf"), "listen 80;");
    }

    public PreviewBench stack(String text) throws IOException {
        Files.writeString(directory.resolve("stack.yml"), text.replace("image: busybox", "image: " + image));
        return this;
    }

    /** For engines that have busybox under another name. */
    PreviewBench image(String name) throws IOException {
        image = name;
        return stack(STACK);
    }

    /** For a stack without one. */
    PreviewBench withoutGeneratedSecret() {
        secrets = "{connection: {env: NOWHERE}}";
        return this;
    }

    PreviewBench limits(String text) {
        limits = text;
        return this;
    }

    /** Previews' tags go with them from now on. */
    public void tags(Function<Engine, PreviewTags> maker) {
        tags = Optional.of(maker);
    }

    /** Told each event of what follows. */
    public void listen(EventSink sink) {
        listener = sink;
    }

    public void later(Duration time) {
        now = now.plus(time);
    }

    public Instant now() {
        return now;
    }

    public FakeDatabases databases() {
        return databases;
    }

    PreviewConfig config(int pullRequest) throws IOException {
        Path file = directory.resolve("deploy.yml");
        Files.writeString(
                file,
                DEPLOY.replace("ADDRESS", address).replace("LIMITS", limits).replace("SECRETS", secrets));
        return pullRequest == 0
                ? PreviewFile.read(file, List.of(), Map.of())
                : PreviewFile.read(file, List.of(), Map.of(), PullRequest.of(pullRequest));
    }

    public PreviewResult up(int pullRequest)
            throws PreviewFailedException, ReleaseFailedException, IOException, InterruptedException {
        return new PreviewUp(config(pullRequest), surroundings(), Duration.ZERO, world()).run();
    }

    public Optional<Preview> down(int pullRequest) throws PreviewFailedException, IOException, InterruptedException {
        return down(config(pullRequest));
    }

    Optional<Preview> down(PreviewConfig config) throws PreviewFailedException, InterruptedException {
        return new PreviewDown(config, surroundings(), world()).run();
    }

    SweepResult sweep(PreviewConfig config) throws InterruptedException {
        return new PreviewSweep(config, surroundings(), world()).run(PreviewSweep.Options.DEFAULT);
    }

    public SweepResult sweep(Optional<Set<Integer>> open) throws IOException, InterruptedException {
        return sweep(new PreviewSweep.Options(open, Duration.ZERO, false));
    }

    public SweepResult sweep(PreviewSweep.Options options) throws IOException, InterruptedException {
        return new PreviewSweep(config(0), surroundings(), world()).run(options);
    }

    private DeploymentContext surroundings() {
        return new DeploymentContext(Map.of(), "bench", Duration.ofSeconds(20), this::heard);
    }

    public void heard(Event event) {
        synchronized (events) {
            events.add(event);
        }
        listener.emit(event);
    }

    private PreviewEnvironment world() {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new PreviewEnvironment(
                clock,
                (on, config, around) -> new PreviewBackends(
                        Optional.of(databases),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        tags.map(maker -> maker.apply(on))));
    }

    /** Removes all previews. */
    void clear() throws IOException, InterruptedException {
        sweep(Optional.of(Set.of())).swept().forEach(swept -> assertThat(swept.left())
                .isEmpty());
        assertThat(previews()).isEmpty();
    }

    public List<Preview> previews() throws InterruptedException {
        return new Leases(engine)
                .all().stream()
                        .map(Lease::preview)
                        .filter(preview -> preview.repository().equals("forum/forum"))
                        .toList();
    }

    /** The process that took the locks is gone: until now it was this one, which lives. */
    public void buryTheDead() throws InterruptedException {
        for (JsonNode lock : engine.configs().list(Filters.label(Labels.HEARTBEAT))) {
            DeadLock.rewrite(engine, lock);
        }
    }

    /** All that the swarm has got meanwhile, by kind and name, without versions; networks only those of stacks. */
    public Map<String, Set<String>> objects() throws InterruptedException {
        Map<String, Set<String>> objects = all();
        before.forEach(
                (kind, names) -> objects.getOrDefault(kind, new TreeSet<>()).removeAll(names));
        objects.values().removeIf(Set::isEmpty);
        return objects;
    }

    private Map<String, Set<String>> all() throws InterruptedException {
        Map<String, Set<String>> objects = new TreeMap<>();
        objects.put("services", names(engine.services().list(Filters.none()), "/Spec/Name"));
        objects.put("networks", names(engine.networks().list(Filters.none()), "/Name"));
        objects.put("secrets", names(engine.secrets().list(Filters.none()), "/Spec/Name"));
        objects.put("configs", names(engine.configs().list(Filters.none()), "/Spec/Name"));
        objects.put("volumes", names(engine.volumes().list(Filters.none()), "/Name"));
        return objects;
    }

    private static Set<String> names(Collection<JsonNode> all, String pointer) {
        Set<String> names = new TreeSet<>();
        all.forEach(object -> names.add(object.at(pointer).asText().replaceFirst("-[0-9a-f]{12}$", "")));
        return names;
    }

    public Engine engine() {
        return engine;
    }

    public List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
