package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
abstract class EngineContract {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration SOON = Duration.ofSeconds(40);

    private final String run = "ct" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> services = new ArrayList<>();
    private final List<String> networks = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> configs = new ArrayList<>();
    private Engine engine;

    private final Target target;

    EngineContract(Target target) {
        this.target = target;
    }

    /**
     * What is tested.
     *
     * @param address of the engine
     * @param image one whose {@code sh} works
     * @param pullError how a node begins to say that it has no image and could not pull it
     */
    record Target(String address, String image, String pullError) {
        Target(String address, String image) {
            this(address, image, "No such image: ");
        }
    }

    Engine engine() {
        return engine;
    }

    String run() {
        return run;
    }

    String image() {
        return target.image();
    }

    String pullError() {
        return target.pullError();
    }

    @BeforeEach
    void open() throws InterruptedException {
        engine = Engine.connect(EngineAddress.parse(target.address()));
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
    void endJob(String id) throws InterruptedException {
        Optional<JsonNode> service = engine.services().inspect(id);
        if (service.isPresent() && service.get().at("/Spec/Mode").has("ReplicatedJob")) {
            ObjectNode spec = spec(service.get());
            ((ObjectNode) spec.at("/Mode/ReplicatedJob")).put("TotalCompletions", 0);
            engine.services().update(id, version(service.get()), spec, Optional.empty());
        }
    }

    SecretsOrConfigs objects(String kind) {
        return kind.equals("secret") ? engine.secrets() : engine.configs();
    }

    String create(String kind, ObjectNode spec) throws InterruptedException {
        String id = objects(kind).create(spec);
        (kind.equals("secret") ? secrets : configs).add(id);
        return id;
    }

    String createNetwork(ObjectNode network) throws InterruptedException {
        String id = engine.networks().create(network);
        networks.add(id);
        return id;
    }

    String createService(ObjectNode spec) throws InterruptedException {
        String id = engine.services().create(spec, Optional.empty()).id();
        services.add(id);
        return id;
    }

    ObjectNode named(String name, String data) {
        ObjectNode spec = JSON.createObjectNode().put("Name", run + "-" + name).put("Data", base64(data));
        spec.putObject("Labels").put("run", run);
        return spec;
    }

    ObjectNode network(String name) {
        ObjectNode network = JSON.createObjectNode()
                .put("Name", run + "-" + name)
                .put("CheckDuplicate", true)
                .put("Driver", "overlay");
        network.putObject("Labels").put("run", run);
        return network;
    }

    ObjectNode idle(String name) {
        return running(name, 0);
    }

    ObjectNode running(String name, int replicas) {
        ObjectNode spec = JSON.createObjectNode().put("Name", run + "-" + name);
        spec.putObject("Labels").put("run", run);
        ObjectNode container = spec.putObject("TaskTemplate").putObject("ContainerSpec");
        container.put("Image", image()).put("Init", true).put("StopGracePeriod", 1_000_000_000L);
        command(spec, "sleep 600");
        spec.putObject("Mode").putObject("Replicated").put("Replicas", replicas);
        return spec;
    }

    ObjectNode job(String name, String script) {
        ObjectNode spec = running(name, 1);
        command(spec, script);
        spec.withObject("/TaskTemplate").putObject("RestartPolicy").put("Condition", "none");
        spec.putObject("Mode")
                .putObject("ReplicatedJob")
                .put("MaxConcurrent", 1)
                .put("TotalCompletions", 1);
        return spec;
    }

    static void command(ObjectNode spec, String script) {
        ArrayNode command = ((ObjectNode) spec.at("/TaskTemplate/ContainerSpec")).putArray("Command");
        Arrays.asList("sh", "-c", script).forEach(command::add);
    }

    static void reference(ObjectNode service, String kind, String id, String name) {
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

    static ObjectNode spec(JsonNode object) {
        return object.path("Spec").deepCopy();
    }

    static long version(JsonNode object) {
        return object.at("/Version/Index").asLong();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    List<JsonNode> tasks(String service) throws InterruptedException {
        return engine.tasks().list(Filters.none().and("service", service));
    }

    List<String> states(String service, String state) throws InterruptedException {
        return tasks(service).stream()
                .map(task -> task.at("/Status/State").asText())
                .filter(state::equals)
                .toList();
    }

    Set<String> ids(String service, String state) throws InterruptedException {
        Set<String> ids = new HashSet<>();
        for (JsonNode task : tasks(service)) {
            if (task.at("/Status/State").asText().equals(state)
                    && task.path("DesiredState").asText().equals(state)) {
                ids.add(task.path("ID").asText());
            }
        }
        return ids;
    }

    List<String> errors(String service) throws InterruptedException {
        return tasks(service).stream()
                .map(task -> task.at("/Status/Err").asText())
                .toList();
    }

    String updateState(String id) throws InterruptedException {
        return engine.services()
                .inspect(id)
                .orElseThrow()
                .at("/UpdateStatus/State")
                .asText();
    }

    String updateMessage(String id) throws InterruptedException {
        return engine.services()
                .inspect(id)
                .orElseThrow()
                .at("/UpdateStatus/Message")
                .asText();
    }

    List<String> lines(String id, LogOptions options) throws InterruptedException {
        try (LogStream log = engine.services().logs(id, options)) {
            return log.rest().stream().map(LogLine::text).toList();
        }
    }

    static EngineException.Refused refused(Callable<?> call) {
        EngineException.Refused refused = catchThrowableOfType(EngineException.Refused.class, call::call);
        assertThat(refused).as("the engine's refusal").isNotNull();
        return refused;
    }

    static <T> void eventually(Question<T> question, T answer) throws InterruptedException {
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
