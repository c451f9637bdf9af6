package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What our code relies on an engine to do. It runs against the fake and against a real engine, so that tests on the fake
 * say something about the world. Every object it makes has a name of its own and is removed at the end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineContractTest {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(40);

    private final String run = "ct" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> services = new ArrayList<>();
    private final List<String> networks = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> configs = new ArrayList<>();
    private Engine engine;

    /** The engine under test, a new connection each time. */
    abstract Engine connect() throws InterruptedException;

    /** An image whose {@code sh} works. */
    abstract String image();

    @BeforeEach
    void open() throws InterruptedException {
        engine = connect();
    }

    @AfterEach
    void removeAll() throws InterruptedException {
        for (String id : services) {
            endJob(id);
            engine.services().remove(id);
        }
        for (String id : secrets) {
            engine.secrets().remove(id);
        }
        for (String id : configs) {
            engine.configs().remove(id);
        }
        for (String id : networks) {
            eventually(() -> removed(id), true);
        }
        List.of(services, networks, secrets, configs).forEach(List::clear);
        engine.close();
    }

    private boolean removed(String network) throws InterruptedException {
        try {
            engine.networks().remove(network);
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    /** Removing a job alone would leave its task running. */
    private void endJob(String id) throws InterruptedException {
        Optional<JsonNode> service = engine.services().inspect(id);
        if (service.isPresent() && service.get().at("/Spec/Mode").has("ReplicatedJob")) {
            ObjectNode spec = spec(service.get());
            ((ObjectNode) spec.at("/Mode/ReplicatedJob")).put("TotalCompletions", 0);
            engine.services().update(id, version(service.get()), spec, Optional.empty());
        }
    }

    // ---- the engine itself

    @Test
    void saysWhatItIs() throws InterruptedException {
        assertThat(engine.apiVersion()).matches("1\\.4[1-4]");
        assertThat(engine.system().version().path("ApiVersion").asText()).matches("1\\.\\d+");
        assertThat(engine.system().info().at("/Swarm/ControlAvailable").asBoolean())
                .isTrue();
        assertThat(engine.system().info().at("/Swarm/LocalNodeState").asText()).isEqualTo("active");
    }

    @Test
    void listsItsNodes() throws InterruptedException {
        JsonNode node = engine.nodes().list().get(0);
        assertThat(node.at("/Spec/Role").asText()).isEqualTo("manager");
        assertThat(node.at("/Status/State").asText()).isEqualTo("ready");
        assertThat(engine.nodes().inspect(node.path("ID").asText())).isPresent();
        assertThat(engine.nodes().inspect("nosuchnode")).isEmpty();
    }

    @Test
    void labelsANode() throws InterruptedException {
        JsonNode node = engine.nodes().list().get(0);
        String id = node.path("ID").asText();
        ObjectNode labelled = spec(node);
        labelled.withObject("/Labels").put(run, "1");
        engine.nodes().update(id, version(node), labelled);
        JsonNode changed = engine.nodes().inspect(id).orElseThrow();
        assertThat(changed.at("/Spec/Labels/" + run).asText()).isEqualTo("1");
        assertThat(refused(() -> {
                            engine.nodes().update(id, version(node), labelled);
                            return null;
                        })
                        .isOutOfSequence())
                .isTrue();
        engine.nodes().update(id, version(changed), spec(node));
    }

    // ---- secrets and configs

    @ParameterizedTest
    @ValueSource(strings = {"secret", "config"})
    void keepsAnObject(String kind) throws InterruptedException {
        String id = create(kind, named("o", "one"));
        JsonNode object = objects(kind).inspect(id).orElseThrow();
        assertThat(object.at("/Spec/Name").asText()).isEqualTo(run + "-o");
        assertThat(object.at("/Spec/Labels/run").asText()).isEqualTo(run);
        assertThat(objects(kind).inspect(run + "-o").orElseThrow().path("ID").asText())
                .isEqualTo(id);
        assertThat(objects(kind).list(Filters.label("run", run))).containsExactly(object);
        assertThat(objects(kind).list(Filters.label("run", "other"))).isEmpty();
    }

    @Test
    void showsAConfigButNoSecret() throws InterruptedException {
        String secret = create("secret", named("s", "hush"));
        create("config", named("c", "plain"));
        assertThat(engine.configs().data(run + "-c").orElseThrow()).asString().isEqualTo("plain");
        assertThat(engine.secrets().inspect(secret).orElseThrow().path("Spec").has("Data"))
                .isFalse();
        assertThat(engine.configs().data("nosuchconfig")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "config"})
    void changesLabelsOnly(String kind) throws InterruptedException {
        String id = create(kind, named("o", "one"));
        JsonNode object = objects(kind).inspect(id).orElseThrow();
        ObjectNode spec = spec(object);
        spec.withObject("/Labels").put("extra", "yes");
        spec.remove("Data");
        objects(kind).update(id, version(object), spec);
        JsonNode changed = objects(kind).inspect(id).orElseThrow();
        assertThat(changed.at("/Spec/Labels/extra").asText()).isEqualTo("yes");
        assertThat(version(changed)).isGreaterThan(version(object));

        ObjectNode otherData = spec(changed).put("Data", base64("two"));
        EngineException.Refused refused = refused(() -> update(kind, id, version(changed), otherData));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.engineMessage())
                .hasValue("rpc error: code = InvalidArgument desc = only updates to Labels are allowed");
        EngineException.Refused stale = refused(() -> update(kind, id, version(object), spec));
        assertThat(stale.isOutOfSequence()).isTrue();
        assertThat(stale.isAmbiguous()).isFalse();
        assertThat(stale).hasMessageContaining("somebody changed it since it was read");
    }

    private Void update(String kind, String id, long version, ObjectNode spec) throws InterruptedException {
        objects(kind).update(id, version, spec);
        return null;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            secret | 511999  | 201 |
            secret | 512000  | 400 | rpc error: code = InvalidArgument desc = secret data must be larger than 0 and less than 512000 bytes
            secret | 0       | 400 | rpc error: code = InvalidArgument desc = secret data must be larger than 0 and less than 512000 bytes
            config | 1023999 | 201 |
            config | 1024000 | 400 | rpc error: code = InvalidArgument desc = config data must be larger than 0 and less than 1024000 bytes
            """)
    void limitsTheSizeOfObjects(String kind, int size, int status, String text) throws InterruptedException {
        ObjectNode spec = named("big", "x".repeat(size));
        if (status == 201) {
            assertThat(create(kind, spec)).isNotEmpty();
        } else {
            EngineException.Refused refused = refused(() -> create(kind, spec));
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.engineMessage()).hasValue(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "config"})
    void refusesATakenName(String kind) throws InterruptedException {
        create(kind, named("o", "one"));
        EngineException.Refused refused = refused(() -> create(kind, named("o", "two")));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.isConflict()).isTrue();
        assertThat(refused.engineMessage())
                .hasValue("rpc error: code = AlreadyExists desc = " + kind + " " + run + "-o already exists");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bad name! | invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]
            -begin    | invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]
            ''        | name must be provided
            """)
    void refusesABadName(String name, String text) {
        EngineException.Refused refused =
                refused(() -> create("secret", named("o", "one").put("Name", name)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.engineMessage())
                .hasValueSatisfying(said -> assertThat(said).contains(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "config"})
    void refusesToRemoveWhatIsUsed(String kind) throws InterruptedException {
        String id = create(kind, named("o", "one"));
        ObjectNode service = idle("user");
        reference(service, kind, id, run + "-o");
        createService(service);
        EngineException.Refused refused = refused(() -> {
            objects(kind).remove(id);
            return null;
        });
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.isInUse()).isTrue();
        assertThat(refused.engineMessage())
                .hasValue("rpc error: code = InvalidArgument desc = " + kind + " '" + run
                        + "-o' is in use by the following service: " + run + "-user");
    }

    @Test
    void doesNotMindRemovingWhatIsNotThere() throws InterruptedException {
        engine.services().remove("nosuch");
        engine.networks().remove("nosuch");
        engine.secrets().remove("nosuch");
        engine.configs().remove("nosuch");
        assertThat(engine.services().inspect("nosuch")).isEmpty();
        assertThat(engine.networks().inspect("nosuch")).isEmpty();
        assertThat(engine.secrets().inspect("nosuch")).isEmpty();
        assertThat(engine.tasks().inspect("nosuch")).isEmpty();
    }

    // ---- networks

    @Test
    void keepsANetwork() throws InterruptedException {
        String id = createNetwork(network("net"));
        JsonNode network = engine.networks().inspect(run + "-net").orElseThrow();
        assertThat(network.path("Id").asText()).isEqualTo(id);
        assertThat(network.path("Driver").asText()).isEqualTo("overlay");
        assertThat(network.path("Scope").asText()).isEqualTo("swarm");
        assertThat(network.at("/Labels/run").asText()).isEqualTo(run);
        assertThat(engine.networks().list(Filters.label("run", run))).hasSize(1);

        EngineException.Refused taken = refused(() -> createNetwork(network("net")));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.isConflict()).isTrue();
        assertThat(taken.engineMessage()).hasValue("network with name " + run + "-net already exists");
    }

    @Test
    void refusesToRemoveANetworkInUse() throws InterruptedException {
        String id = createNetwork(network("net"));
        ObjectNode service = idle("user");
        ((ObjectNode) service.path("TaskTemplate"))
                .withArray("/Networks")
                .addObject()
                .put("Target", id);
        service.withObject("/EndpointSpec").put("Mode", "dnsrr");
        String user = createService(service);
        EngineException.Refused refused = refused(() -> {
            engine.networks().remove(id);
            return null;
        });
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.isInUse()).isTrue();
        assertThat(refused.engineMessage())
                .hasValue(
                        "rpc error: code = FailedPrecondition desc = network " + id + " is in use by service " + user);
    }

    // ---- services

    @Test
    void keepsAServiceAsItWasGiven() throws InterruptedException {
        ObjectNode given = idle("web");
        String id = createService(given);
        JsonNode service = engine.services().inspect(run + "-web").orElseThrow();
        assertThat(service.path("ID").asText()).isEqualTo(id);
        assertThat(service.at("/Spec/TaskTemplate/ContainerSpec/Image"))
                .isEqualTo(given.at("/TaskTemplate/ContainerSpec/Image"));
        assertThat(service.at("/Spec/Mode/Replicated/Replicas").asInt()).isZero();
        JsonNode listed = engine.services().list(Filters.label("run", run)).get(0);
        assertThat(listed.at("/ServiceStatus/DesiredTasks").asInt()).isZero();
        assertThat(listed.path("ServiceStatus").has("RunningTasks")).isTrue();
        assertThat(engine.services().list(Filters.none().and("name", run + "-we")))
                .hasSize(1);
    }

    @Test
    void updatesAService() throws InterruptedException {
        String id = createService(idle("web"));
        JsonNode before = engine.services().inspect(id).orElseThrow();
        ObjectNode changed = spec(before);
        changed.withObject("/Labels").put("extra", "yes");
        assertThat(engine.services().update(id, version(before), changed, Optional.empty()))
                .isEmpty();
        JsonNode after = engine.services().inspect(id).orElseThrow();
        assertThat(after.at("/Spec/Labels/extra").asText()).isEqualTo("yes");
        assertThat(after.at("/PreviousSpec/Labels").has("extra")).isFalse();
        assertThat(version(after)).isGreaterThan(version(before));

        EngineException.Refused stale =
                refused(() -> engine.services().update(id, version(before), changed, Optional.empty()));
        assertThat(stale.status()).isEqualTo(500);
        assertThat(stale.engineMessage()).hasValue("rpc error: code = Unknown desc = update out of sequence");
        assertThat(stale.isOutOfSequence()).isTrue();
    }

    @Test
    void refusesATakenServiceName() throws InterruptedException {
        createService(idle("web"));
        EngineException.Refused refused = refused(() -> createService(idle("web")));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.isConflict()).isTrue();
        assertThat(refused.engineMessage())
                .hasValue("rpc error: code = AlreadyExists desc = name conflicts with an existing object: service "
                        + run + "-web already exists");
    }

    List<Faulty> faultyServices() {
        return List.of(
                new Faulty("rename", 501, "rpc error: code = Unimplemented desc = renaming services is not supported"),
                new Faulty("mode", 501, "rpc error: code = Unimplemented desc = service mode change is not allowed"));
    }

    record Faulty(String change, int status, String text) {}

    @ParameterizedTest
    @MethodSource("faultyServices")
    void refusesSomeUpdates(Faulty faulty) throws InterruptedException {
        String id = createService(idle("web"));
        JsonNode before = engine.services().inspect(id).orElseThrow();
        ObjectNode changed = spec(before);
        if (faulty.change().equals("rename")) {
            changed.put("Name", run + "-other");
        } else {
            changed.putObject("Mode").putObject("Global");
        }
        EngineException.Refused refused =
                refused(() -> engine.services().update(id, version(before), changed, Optional.empty()));
        assertThat(refused.status()).isEqualTo(faulty.status());
        assertThat(refused.engineMessage()).hasValue(faulty.text());
        assertThat(refused.isAmbiguous()).isFalse();
    }

    @Test
    void refusesUnknownReferences() {
        ObjectNode secret = idle("web");
        reference(secret, "secret", "nosuchid", "zz");
        EngineException.Refused noSecret = refused(() -> createService(secret));
        assertThat(noSecret.status()).isEqualTo(400);
        assertThat(noSecret.engineMessage()).hasValue("rpc error: code = InvalidArgument desc = secret not found: zz");

        ObjectNode network = idle("web");
        ((ObjectNode) network.path("TaskTemplate"))
                .withArray("/Networks")
                .addObject()
                .put("Target", "nonet");
        EngineException.Refused noNetwork = refused(() -> createService(network));
        assertThat(noNetwork.isAmbiguous()).isFalse();
        assertThat(noNetwork.engineMessage()).hasValue("network nonet not found");
    }

    @Test
    void refusesAnUpdateConfigOnAJob() {
        ObjectNode job = job("job", "true");
        job.putObject("UpdateConfig").put("Parallelism", 1);
        EngineException.Refused refused = refused(() -> createService(job));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.engineMessage())
                .hasValue("rpc error: code = InvalidArgument desc = Jobs may not have an update config");
    }

    // ---- tasks

    @Test
    void runsTasks() throws InterruptedException {
        String id = createService(running("web", 2));
        eventually(() -> states(id, "running"), List.of("running", "running"));
        JsonNode task = tasks(id).get(0);
        assertThat(task.path("ServiceID").asText()).isEqualTo(id);
        assertThat(task.path("Slot").asInt()).isBetween(1, 2);
        assertThat(task.path("NodeID").asText()).isNotEmpty();
        assertThat(task.at("/Spec/ContainerSpec/Image").asText()).isEqualTo(image());
        assertThat(engine.tasks().inspect(task.path("ID").asText())).isPresent();
        eventually(
                () -> engine.services()
                        .list(Filters.label("run", run))
                        .get(0)
                        .at("/ServiceStatus/RunningTasks")
                        .asInt(),
                2);
        engine.services().remove(id);
        EngineException gone = refused(() -> engine.tasks().list(Filters.none().and("service", id)));
        assertThat(gone.isNotFound()).isTrue();
    }

    @Test
    void replacesTasksInARollingUpdate() throws InterruptedException {
        ObjectNode spec = running("web", 2);
        spec.withObject("/UpdateConfig").put("Order", "start-first").put("Monitor", 50_000_000);
        String id = createService(spec);
        eventually(() -> states(id, "running"), List.of("running", "running"));
        Set<String> before = ids(id, "running");
        JsonNode service = engine.services().inspect(id).orElseThrow();
        ObjectNode changed = spec(service);
        ((ObjectNode) changed.path("TaskTemplate")).put("ForceUpdate", 1);
        engine.services().update(id, version(service), changed, Optional.empty());
        eventually(() -> updateState(id), "completed");
        eventually(() -> ids(id, "running").size(), 2);
        assertThat(ids(id, "running")).doesNotContainAnyElementsOf(before);
    }

    @Test
    void pausesAFailingUpdate() throws InterruptedException {
        ObjectNode spec = running("web", 1);
        spec.withObject("/UpdateConfig").put("Order", "start-first").put("FailureAction", "pause");
        String id = createService(spec);
        eventually(() -> states(id, "running"), List.of("running"));
        JsonNode service = engine.services().inspect(id).orElseThrow();
        ObjectNode changed = spec(service);
        ((ObjectNode) changed.at("/TaskTemplate/ContainerSpec")).put("Image", "no.such.host:1/missing:1");
        engine.services().update(id, version(service), changed, Optional.empty());
        eventually(() -> updateState(id), "paused");
        assertThat(updateMessage(id)).startsWith("update paused due to failure or early termination of task ");
        assertThat(errors(id)).contains("No such image: no.such.host:1/missing:1");
    }

    @Test
    void rollsAFailingUpdateBack() throws InterruptedException {
        ObjectNode spec = running("web", 1);
        spec.withObject("/UpdateConfig").put("Order", "start-first").put("FailureAction", "rollback");
        String id = createService(spec);
        eventually(() -> states(id, "running"), List.of("running"));
        JsonNode service = engine.services().inspect(id).orElseThrow();
        ObjectNode changed = spec(service);
        ((ObjectNode) changed.at("/TaskTemplate/ContainerSpec")).put("Image", "no.such.host:1/missing:1");
        engine.services().update(id, version(service), changed, Optional.empty());
        eventually(() -> updateState(id), "rollback_completed");
        JsonNode back = engine.services().inspect(id).orElseThrow();
        assertThat(back.at("/Spec/TaskTemplate/ContainerSpec/Image").asText()).isEqualTo(image());
        eventually(() -> states(id, "running"), List.of("running"));
    }

    @Test
    void saysWhyATaskDoesNotStart() throws InterruptedException {
        ObjectNode nowhere = running("nowhere", 1);
        nowhere.withObject("/TaskTemplate/Placement").putArray("Constraints").add("node.labels.nosuch == 1");
        String id = createService(nowhere);
        eventually(() -> states(id, "pending"), List.of("pending"));
        eventually(
                () -> errors(id).stream()
                        .anyMatch(
                                text -> text.startsWith("no suitable node (scheduling constraints not satisfied on ")),
                true);

        ObjectNode crash = running("crash", 1);
        command(crash, "exit 3");
        String crashing = createService(crash);
        eventually(() -> errors(crashing).contains("task: non-zero exit (3)"), true);
    }

    // ---- jobs

    @Test
    void carriesAJobOut() throws InterruptedException {
        String id = createService(job("job", "echo done"));
        eventually(() -> states(id, "complete"), List.of("complete"));
        JsonNode task = tasks(id).get(0);
        assertThat(task.at("/Status/ContainerStatus/ExitCode").asInt()).isZero();
        assertThat(task.path("DesiredState").asText()).isEqualTo("complete");
        eventually(
                () -> engine.services()
                        .list(Filters.label("run", run))
                        .get(0)
                        .at("/ServiceStatus/CompletedTasks")
                        .asInt(),
                1);
        assertThat(lines(id, LogOptions.all())).containsExactly("done");
    }

    @Test
    void tellsThatAJobFailed() throws InterruptedException {
        String id = createService(job("job", "echo oops >&2; exit 3"));
        eventually(() -> states(id, "failed"), List.of("failed"));
        JsonNode task = tasks(id).get(0);
        assertThat(task.at("/Status/Err").asText()).isEqualTo("task: non-zero exit (3)");
        assertThat(task.at("/Status/ContainerStatus/ExitCode").asInt()).isEqualTo(3);
        assertThat(task.path("DesiredState").asText()).isEqualTo("shutdown");
        try (LogStream log = engine.services().logs(id, LogOptions.all())) {
            assertThat(log.rest())
                    .extracting(LogLine::source, LogLine::text)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(LogLine.Source.STDERR, "oops"));
        }
    }

    @Test
    void runsAJobAnewOnAnyUpdate() throws InterruptedException {
        String id = createService(job("job", "true"));
        eventually(() -> states(id, "complete"), List.of("complete"));
        JsonNode service = engine.services().inspect(id).orElseThrow();
        engine.services().update(id, version(service), spec(service), Optional.empty());
        eventually(
                () -> engine.services()
                        .inspect(id)
                        .orElseThrow()
                        .at("/JobStatus/JobIteration/Index")
                        .asLong(),
                1L);
        eventually(
                () -> tasks(id).stream()
                        .anyMatch(task -> task.at("/JobIteration/Index").asLong() == 1
                                && task.at("/Status/State").asText().equals("complete")),
                true);
    }

    @Test
    void stopsAJobWhoseCompletionsAreSetToNone() throws InterruptedException {
        String id = createService(job("job", "sleep 600"));
        eventually(() -> states(id, "running"), List.of("running"));
        endJob(id);
        eventually(() -> states(id, "running"), List.of());
    }

    // ---- logs

    @Test
    void readsLogs() throws InterruptedException {
        String id = createService(job("job", "echo one; echo two >&2; echo thr\u00e9e"));
        eventually(() -> states(id, "complete"), List.of("complete"));
        eventually(() -> lines(id, LogOptions.all()).size(), 3);
        assertThat(lines(id, LogOptions.all())).contains("one", "two", "thr\u00e9e");
        assertThat(lines(id, LogOptions.tail(1))).hasSize(1);
        String task = tasks(id).get(0).path("ID").asText();
        try (LogStream log =
                engine.tasks().logs(task, LogOptions.all().withTimestamps().withDetails())) {
            LogLine line = log.rest().get(0);
            assertThat(line.text()).isIn("one", "two", "thr\u00e9e");
            assertThat(line.time()).isPresent();
            assertThat(line.task()).hasValue(task);
            assertThat(line.node()).isPresent();
        }
    }

    @Test
    void followsALogUntilClosed() throws InterruptedException {
        String id = createService(job("job", "echo begin; sleep 600"));
        eventually(() -> states(id, "running"), List.of("running"));
        LogStream log = engine.services().logs(id, LogOptions.all().following());
        assertThat(log.next(SOON).map(LogLine::text)).hasValue("begin");
        assertThat(log.next(Duration.ofMillis(100))).isEmpty();
        assertThat(log.hasEnded()).isFalse();
        log.close();
        assertThat(log.next(SOON)).isEmpty();
        assertThat(log.hasEnded()).isTrue();
    }

    // ---- events

    @Test
    void tellsEvents() throws InterruptedException {
        Filters filters = Filters.none().and("type", "service", "secret");
        try (EventStream events = engine.events().open(filters, Optional.empty())) {
            create("config", named("c", "unseen"));
            create("secret", named("s", "seen"));
            String id = createService(idle("web"));
            assertThat(next(events)).isEqualTo("secret create " + run + "-s");
            assertThat(next(events)).isEqualTo("service create " + run + "-web");
            engine.services().remove(id);
            assertThat(next(events)).isEqualTo("service remove " + run + "-web");
            assertThat(events.next(Duration.ofMillis(100))).isEmpty();
        }
    }

    @Test
    void repeatsEventsOfThePast() throws InterruptedException {
        Instant start = Instant.now().minusMillis(1);
        createService(idle("web"));
        try (EventStream events = engine.events().open(Filters.none().and("type", "service"), Optional.of(start))) {
            assertThat(next(events)).isEqualTo("service create " + run + "-web");
        }
    }

    private String next(EventStream events) throws InterruptedException {
        JsonNode event = events.next(SOON).orElseThrow();
        String name = event.at("/Actor/Attributes/name").asText();
        return name.startsWith(run)
                ? event.path("Type").asText() + " " + event.path("Action").asText() + " " + name
                : next(events);
    }

    // ---- images

    @Test
    void tagsAnImage() throws InterruptedException {
        engine.images().tag(image(), "contract/" + run, "1");
        assertThat(engine.images().inspect("contract/" + run + ":1")).isPresent();
        engine.images().remove("contract/" + run + ":1");
        assertThat(engine.images().inspect("contract/" + run + ":1")).isEmpty();
        engine.images().remove("contract/" + run + ":1");
    }

    @Test
    void failsToPushWhatIsNotThere() {
        EngineException failed = catchThrowableOfType(EngineException.class, () -> engine.images()
                .push("no.such.host/" + run, "1", Optional.empty(), message -> {}));
        assertThat(failed).isInstanceOf(EngineException.Failed.class);
        assertThat(failed.engineMessage())
                .hasValue("An image does not exist locally with the tag: no.such.host/" + run);
    }

    // ---- words for the tests above

    String run() {
        return run;
    }

    Engine engine() {
        return engine;
    }

    private SwarmObjects objects(String kind) {
        return kind.equals("secret") ? engine.secrets() : engine.configs();
    }

    private String create(String kind, ObjectNode spec) throws InterruptedException {
        String id = objects(kind).create(spec);
        (kind.equals("secret") ? secrets : configs).add(id);
        return id;
    }

    private String createNetwork(ObjectNode network) throws InterruptedException {
        String id = engine.networks().create(network);
        networks.add(id);
        return id;
    }

    private String createService(ObjectNode spec) throws InterruptedException {
        String id = engine.services().create(spec, Optional.empty()).id();
        services.add(id);
        return id;
    }

    private ObjectNode named(String name, String data) {
        ObjectNode spec = JSON.createObjectNode().put("Name", run + "-" + name).put("Data", base64(data));
        spec.putObject("Labels").put("run", run);
        return spec;
    }

    private ObjectNode network(String name) {
        ObjectNode network = JSON.createObjectNode()
                .put("Name", run + "-" + name)
                .put("CheckDuplicate", true)
                .put("Driver", "overlay");
        network.putObject("Labels").put("run", run);
        return network;
    }

    private ObjectNode idle(String name) {
        return running(name, 0);
    }

    private ObjectNode running(String name, int replicas) {
        ObjectNode spec = JSON.createObjectNode().put("Name", run + "-" + name);
        spec.putObject("Labels").put("run", run);
        ObjectNode container = spec.putObject("TaskTemplate").putObject("ContainerSpec");
        container.put("Image", image()).put("Init", true).put("StopGracePeriod", 1_000_000_000L);
        command(spec, "sleep 600");
        spec.putObject("Mode").putObject("Replicated").put("Replicas", replicas);
        return spec;
    }

    private ObjectNode job(String name, String script) {
        ObjectNode spec = running(name, 1);
        command(spec, script);
        spec.withObject("/TaskTemplate").putObject("RestartPolicy").put("Condition", "none");
        spec.putObject("Mode")
                .putObject("ReplicatedJob")
                .put("MaxConcurrent", 1)
                .put("TotalCompletions", 1);
        return spec;
    }

    private static void command(ObjectNode spec, String script) {
        ArrayNode command = ((ObjectNode) spec.at("/TaskTemplate/ContainerSpec")).putArray("Command");
        Arrays.asList("sh", "-c", script).forEach(command::add);
    }

    private static void reference(ObjectNode service, String kind, String id, String name) {
        String title = kind.equals("secret") ? "Secret" : "Config";
        ObjectNode reference = ((ObjectNode) service.at("/TaskTemplate/ContainerSpec"))
                .withArray("/" + title + "s")
                .addObject();
        reference.put(title + "ID", id).put(title + "Name", name);
        reference
                .putObject("File")
                .put("Name", "x")
                .put("UID", "0")
                .put("GID", "0")
                .put("Mode", 292);
    }

    private static ObjectNode spec(JsonNode object) {
        return object.path("Spec").deepCopy();
    }

    private static long version(JsonNode object) {
        return object.at("/Version/Index").asLong();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<JsonNode> tasks(String service) throws InterruptedException {
        return engine.tasks().list(Filters.none().and("service", service));
    }

    private List<String> states(String service, String state) throws InterruptedException {
        return tasks(service).stream()
                .map(task -> task.at("/Status/State").asText())
                .filter(state::equals)
                .toList();
    }

    private Set<String> ids(String service, String state) throws InterruptedException {
        Set<String> ids = new HashSet<>();
        for (JsonNode task : tasks(service)) {
            if (task.at("/Status/State").asText().equals(state)
                    && task.path("DesiredState").asText().equals(state)) {
                ids.add(task.path("ID").asText());
            }
        }
        return ids;
    }

    private List<String> errors(String service) throws InterruptedException {
        return tasks(service).stream()
                .map(task -> task.at("/Status/Err").asText())
                .toList();
    }

    private String updateState(String id) throws InterruptedException {
        return engine.services()
                .inspect(id)
                .orElseThrow()
                .at("/UpdateStatus/State")
                .asText();
    }

    private String updateMessage(String id) throws InterruptedException {
        return engine.services()
                .inspect(id)
                .orElseThrow()
                .at("/UpdateStatus/Message")
                .asText();
    }

    private List<String> lines(String id, LogOptions options) throws InterruptedException {
        try (LogStream log = engine.services().logs(id, options)) {
            return log.rest().stream().map(LogLine::text).toList();
        }
    }

    private static EngineException.Refused refused(Callable<?> call) {
        EngineException.Refused refused = catchThrowableOfType(EngineException.Refused.class, call::call);
        assertThat(refused).as("the engine's refusal").isNotNull();
        return refused;
    }

    private static <T> void eventually(Question<T> question, T answer) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        T last = question.ask();
        while (!answer.equals(last) && System.nanoTime() < end) {
            Thread.sleep(20);
            last = question.ask();
        }
        assertThat(last).isEqualTo(answer);
    }

    /** Something that is asked until the answer is right. */
    interface Question<T> {
        T ask() throws InterruptedException;
    }
}
