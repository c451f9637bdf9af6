package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.rollout.HeldLock;
import io.jenkins.plugins.flaskbbswarm.rollout.JobSpec;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.rollout.StackLock;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A small stack of one-line shell services, to be released again and again with changes. */
final class ReleaseBench {
    private final Engine engine;
    private final Namespace stack;
    private final Map<String, ObjectNode> services = new TreeMap<>();
    private final Map<String, String> configs = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private RolloutOptions rollout =
            new RolloutOptions(Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofMillis(500), 3, 8);
    private Optional<DeployConfig.Migration> migration = Optional.empty();
    private int keep = 3;
    private Predicate<Event> awaited = event -> false;
    private Runnable reaction = () -> {};

    private ReleaseBench(Engine engine, String stack) {
        this.engine = engine;
        this.stack = new Namespace(stack);
    }

    static ReleaseBench onTheLabsEngine(String stack) throws InterruptedException {
        return new ReleaseBench(Engine.connect(EngineAddress.parse(Lab.engine())), stack);
    }

    /** A service of one replica that runs {@code script}, and uses each config of the stack. */
    ReleaseBench service(String key, String script) {
        return service(key, script, body -> {});
    }

    ReleaseBench service(String key, String script, Consumer<ObjectNode> change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Name", stack.scope(key));
        body.putObject("Labels").put(Namespace.LABEL, stack.name());
        ObjectNode container = body.putObject("TaskTemplate").putObject("ContainerSpec");
        container.put("Image", Lab.variable("LAB_BUSYBOX"));
        container.put("Init", true);
        container.putArray("Command").add("sh").add("-c");
        container.putArray("Args").add(script);
        body.withObject("/TaskTemplate").withArray("Networks").addObject().put("Target", stack.scope("net"));
        body.withObject("/EndpointSpec").put("Mode", "dnsrr");
        change.accept(body);
        services.put(key, body);
        return this;
    }

    ReleaseBench config(String key, String content) {
        configs.put(key, content);
        return this;
    }

    ReleaseBench migration(String script) {
        migration = Optional.of(new DeployConfig.Migration(
                services.keySet().iterator().next(), List.of(script), Duration.ofSeconds(20)));
        return this;
    }

    ReleaseBench without(String key) {
        services.remove(key);
        return this;
    }

    /** Releases that can be rolled back to. */
    ReleaseBench keep(int releases) {
        keep = releases;
        return this;
    }

    static void neverHealthy(ObjectNode service) {
        ObjectNode check = service.withObject("/TaskTemplate/ContainerSpec").putObject("Healthcheck");
        check.putArray("Test").add("CMD").add("false");
        check.put("Interval", 1_000_000_000L).put("Retries", 30);
    }

    /** What to do, once, at a moment of the next release. */
    void when(Predicate<Event> event, Runnable then) {
        awaited = event;
        reaction = then;
    }

    AutoCloseable lockedBySomebody() throws Exception {
        return new StackLock(engine, stack, EventSink.silent())
                .acquire("somebody", new TreeMap<>(), Duration.ofSeconds(1));
    }

    /** As {@code kill -9} in the middle of a migration leaves them. */
    void leaveBehindTheLockAndJobOfADeadProcess() throws Exception {
        HeldLock lock = new StackLock(engine, stack, EventSink.silent())
                .acquire("a dead one", new TreeMap<>(), Duration.ofSeconds(1));
        ObjectNode dead = (ObjectNode)
                engine.configs().inspect(stack.scope("lock")).orElseThrow().path("Spec");
        lock.close();
        dead.put("Data", DeadLock.data(dead.path("Data").asText()));
        engine.configs().create(dead);
        DesiredService model = desired().services().get(0);
        engine.services()
                .create(
                        JobSpec.of(stack, model, List.of("sleep 600"), "migration", 9)
                                .body(),
                        Optional.empty());
    }

    /** What a source printed, line by line. */
    List<String> output(String source) {
        return events().stream()
                .filter(Event.Output.class::isInstance)
                .map(Event.Output.class::cast)
                .filter(output -> output.source().equals(source))
                .map(Event.Output::line)
                .toList();
    }

    /** All notes as {@code subject: text}. */
    List<String> notes() {
        return events().stream()
                .filter(Event.Note.class::isInstance)
                .map(Event.Note.class::cast)
                .map(note -> note.subject() + ": " + note.text())
                .toList();
    }

    void forgetEvents() {
        events.clear();
    }

    List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    DeployResult release() throws ReleaseFailed, InterruptedException {
        ReleaseSettings settings = new ReleaseSettings(stack, migration, rollout, Optional.empty(), keep, true);
        Surroundings surroundings = new Surroundings(Map.of(), "a test", Duration.ofSeconds(5), event -> {
            synchronized (events) {
                events.add(event);
            }
            if (awaited.test(event)) {
                awaited = other -> false;
                reaction.run();
            }
        });
        return new StackRelease(engine, settings, surroundings, new Phases(surroundings.events()), Optional.empty())
                .release(desired());
    }

    private DesiredStack desired() {
        ObjectNode net = JsonNodeFactory.instance
                .objectNode()
                .put("Name", stack.scope("net"))
                .put("Driver", "overlay");
        net.putObject("Labels").put(Namespace.LABEL, stack.name());
        List<DesiredService> wanted = services.entrySet().stream()
                .map(entry -> new DesiredService(
                        entry.getKey(),
                        stack.scope(entry.getKey()),
                        ImageReference.parse(Lab.variable("LAB_BUSYBOX")),
                        List.of(),
                        withConfigs(entry.getValue())))
                .toList();
        return new DesiredStack(
                stack,
                List.of(new DesiredNetwork("net", stack.scope("net"), Optional.of(net))),
                List.of(),
                configs.entrySet().stream().map(this::object).toList(),
                wanted);
    }

    private ObjectNode withConfigs(ObjectNode service) {
        ObjectNode body = service.deepCopy();
        if (body.remove("NoConfigs") != null) {
            return body;
        }
        configs.keySet().forEach(key -> body.withObject("/TaskTemplate/ContainerSpec")
                .withArray("Configs")
                .addObject()
                .put("ConfigName", stack.scope(key))
                .putObject("File")
                .put("Name", "/" + key)
                .put("UID", "0")
                .put("GID", "0")
                .put("Mode", 0444));
        return body;
    }

    private DesiredObject object(Map.Entry<String, String> config) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Name", stack.scope(config.getKey()));
        body.putObject("Labels").put(Namespace.LABEL, stack.name());
        Content content = Content.of(config.getValue().getBytes(StandardCharsets.UTF_8));
        return new DesiredObject(
                config.getKey(), stack.scope(config.getKey()), Optional.of(body), Optional.of(content));
    }

    /** IDs of the running tasks by service. */
    Map<String, TreeSet<String>> runningTasks() throws InterruptedException {
        Map<String, String> names = new TreeMap<>();
        for (JsonNode service : engine.services().list(ours())) {
            names.put(service.path("ID").asText(), service.at("/Spec/Name").asText());
        }
        Map<String, TreeSet<String>> tasks = new TreeMap<>();
        for (JsonNode task : engine.tasks().list(ours().and("desired-state", "running"))) {
            String service = names.get(task.path("ServiceID").asText());
            if (service != null && task.at("/Status/State").asText().equals("running")) {
                tasks.computeIfAbsent(service, name -> new TreeSet<>())
                        .add(task.path("ID").asText());
            }
        }
        return tasks;
    }

    /** All that the swarm holds of the stack, with what its services run, but for the history of releases. */
    TreeSet<String> objects() throws InterruptedException {
        TreeSet<String> objects = new TreeSet<>();
        for (JsonNode service : engine.services().list(ours())) {
            objects.add("service " + service.at("/Spec/Name").asText() + " "
                    + service.at("/Spec/TaskTemplate/ContainerSpec/Args") + " "
                    + service.at("/Spec/TaskTemplate/ContainerSpec/Configs"));
        }
        for (JsonNode network : engine.networks().list(ours())) {
            objects.add("network " + network.path("Name").asText());
        }
        for (JsonNode secret : engine.secrets().list(ours())) {
            objects.add("secret " + secret.at("/Spec/Name").asText());
        }
        for (JsonNode config : engine.configs().list(ours())) {
            objects.add("config " + config.at("/Spec/Name").asText());
        }
        return objects;
    }

    void removeStack() throws InterruptedException {
        for (JsonNode service : engine.services().list(ours())) {
            engine.services().remove(service.path("ID").asText());
        }
        for (JsonNode network : engine.networks().list(ours())) {
            engine.networks().remove(network.path("Id").asText());
        }
        while (!engine.networks().list(ours()).isEmpty()) {
            Thread.sleep(200);
        }
        for (JsonNode config : engine.configs().list(ours())) {
            engine.configs().remove(config.path("ID").asText());
        }
        engine.close();
    }

    private Filters ours() {
        return Filters.label(Namespace.LABEL, stack.name());
    }
}
