package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.LoadedStack;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import io.jenkins.plugins.flaskbbswarm.release.SwarmSnapshot;
import io.jenkins.plugins.flaskbbswarm.rollout.SwarmReader;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Deploys stack files to a fake swarm as {@code stack deploy} does, and tells what was sent. */
final class FakeDeployments implements AutoCloseable {
    static final Namespace STACK = new Namespace("bb");

    final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    final List<Event> events = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final StackCommands commands;
    private final Engine engine;

    FakeDeployments(Map<String, String> environment) throws InterruptedException {
        this.environment.putAll(environment);
        engine = Engine.connect(EngineAddress.parse(swarm.address()));
        commands = StackCommands.open(
                new DeployConfig.Engine(Optional.of(swarm.address()), Optional.empty()),
                new DeploymentContext(this.environment, "a test", Duration.ofSeconds(5), events::add));
    }

    FakeDeployments() throws InterruptedException {
        this(Map.of());
    }

    StackCommands commands() {
        return commands;
    }

    /** Services as a stack file has them; one that begins with its image, {@code app: {image: a}}, gets a health check. */
    static LoadedStack file(String... services) {
        String indented = String.join("\n", services)
                .replace("{image", "{healthcheck: {test: [CMD, 'true']}, image")
                .indent(2);
        return whole("services:\n" + indented);
    }

    /** A whole stack file. */
    static LoadedStack whole(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ComposeLoader.load(
                List.of(ComposeSource.of("stack.yml", Path.of(""), bytes)),
                Variables.none(),
                Mode.COMPATIBLE,
                new DiskFiles());
    }

    DeployResult deploy(StackDeployOptions options, String... services) throws Exception {
        return commands.deploy(STACK, file(services), options);
    }

    DeployResult deployText(StackDeployOptions options, String file) throws Exception {
        return commands.deploy(STACK, whole(file), options);
    }

    PlannedChanges planText(StackDeployOptions options, String file) throws Exception {
        return commands.plan(STACK, whole(file), options);
    }

    PlannedChanges plan(StackDeployOptions options, String... services) throws Exception {
        return commands.plan(STACK, file(services), options);
    }

    /** The requests since the last call whose paths have this in them. */
    List<Recorded> sent(String pathPart) {
        List<Recorded> sent = swarm.requests().stream()
                .filter(request -> request.path().contains(pathPart))
                .toList();
        swarm.forgetRequests();
        return sent;
    }

    Engine engine() {
        return engine;
    }

    Footprint footprint() {
        return new Footprint(engine, STACK);
    }

    SwarmSnapshot state() throws InterruptedException {
        return new SwarmReader(engine).read(STACK);
    }

    /** What a service's spec says its tasks run. */
    String image(String service) throws InterruptedException {
        return spec(service).at("/TaskTemplate/ContainerSpec/Image").asText();
    }

    ObjectNode spec(String service) throws InterruptedException {
        return state().observed().services().get(service).spec();
    }

    @Override
    public void close() {
        commands.close();
        engine.close();
        swarm.close();
    }
}
