package io.jenkins.plugins.flaskbbswarm.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import io.jenkins.plugins.flaskbbswarm.plan.Action;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Single writes to a swarm in trouble: each happens once, or is refused for a reason. */
class SwarmWriterTest {
    private static final String LOST =
            "rpc error: code = Unknown desc = raft: failed to process the request: node lost" + " leader status";
    private static final String STALE = "rpc error: code = Unknown desc = update out of sequence";

    private final FakeSwarm swarm = FakeSwarm.withNodes("n1");
    private Engine engine;

    @BeforeEach
    void connect() throws InterruptedException {
        engine = Engine.connect(EngineAddress.parse(swarm.address()));
    }

    @AfterEach
    void close() {
        engine.close();
        swarm.close();
    }

    @Test
    void anUpdateIsRepeatedWhenOnlyTheVersionMoved() throws Exception {
        SwarmInventory.Service before = existing("one");
        touch("one");
        writer().update(before, service("two"));
        assertThat(running()).isEqualTo("two");
    }

    @Test
    void restartsByHandAreCountedOn() throws Exception {
        SwarmInventory.Service before = existing("one");
        ObjectNode restarted = service("one");
        restarted.withObject("/TaskTemplate").put("ForceUpdate", 3);
        engine.services().update(before.id(), before.version(), restarted, Optional.empty());

        writer().update(before, service("two"));

        JsonNode template = engine.services().inspect("bb_app").orElseThrow().at("/Spec/TaskTemplate");
        assertThat(running()).isEqualTo("two");
        assertThat(template.path("ForceUpdate").asInt()).isEqualTo(3);
    }

    @Test
    void anUpdateIsRefusedWhenSomebodyElseChangedTheSpec() throws Exception {
        SwarmInventory.Service before = existing("one");
        touch("theirs");
        assertThatThrownBy(() -> writer().update(before, service("two")))
                .isInstanceOf(ServiceChanged.class)
                .hasMessage("bb_app: another client changed it before this release could"
                        + " (TaskTemplate.ContainerSpec.Hostname: one → theirs)");
        assertThat(running()).isEqualTo("theirs");
    }

    @Test
    void anUpdateThatAnswered500ButHappenedIsNotRepeated() throws Exception {
        SwarmInventory.Service before = existing("one");
        swarm.on("POST", "/services/.*/update").commitThenRefuse(500, LOST);
        writer().update(before, service("two"));
        assertThat(running()).isEqualTo("two");
        assertThat(writes("/services/.*/update")).hasSize(1);
    }

    @Test
    void anUpdateThatAnswered500AndDidNotHappenIsRepeated() throws Exception {
        SwarmInventory.Service before = existing("one");
        swarm.on("POST", "/services/.*/update").times(2).refuse(500, LOST);
        writer().update(before, service("two"));
        assertThat(running()).isEqualTo("two");
    }

    @Test
    void anUpdateWhoseConnectionBrokeIsLookedUp() throws Exception {
        SwarmInventory.Service before = existing("one");
        swarm.on("POST", "/services/.*/update").commitThenDrop();
        writer().update(before, service("two"));
        assertThat(running()).isEqualTo("two");
        assertThat(writes("/services/.*/update")).hasSize(1);
    }

    @Test
    void anUpdateIsNotTriedForEver() throws Exception {
        SwarmInventory.Service before = existing("one");
        swarm.on("POST", "/services/.*/update").times(100).refuse(500, STALE);
        assertThatThrownBy(() -> writer().update(before, service("two"))).isInstanceOf(EngineException.class);
        assertThat(writes("/services/.*/update")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServiceWhoseCreationHasNoAnswerIsThereOnce(boolean dropped) throws Exception {
        trouble("/services/create", dropped);
        String id = writer().create("bb_app", service("one"));
        assertThat(engine.services().inspect(id).orElseThrow().at("/Spec/Name").asText())
                .isEqualTo("bb_app");
        assertThat(writes("/services/create")).hasSize(1);
    }

    @Test
    void aServiceOfThatNameWithAnotherSpecIsNotOurs() throws Exception {
        existing("theirs");
        assertThatThrownBy(() -> writer().create("bb_app", service("one")))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.isConflict()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConfigWhoseCreationHasNoAnswerIsThereOnceAndCanBeUsed(boolean dropped) throws Exception {
        trouble("/configs/create", dropped);
        SwarmWriter writer = writer();
        writer.create(new Action.CreateObject(
                ObjectKind.CONFIG, "bb_c-1", named("bb_c-1"), Content.of("x".getBytes(StandardCharsets.UTF_8))));
        ObjectNode service = service("one");
        service.withObject("/TaskTemplate/ContainerSpec")
                .putArray("Configs")
                .addObject()
                .put("ConfigName", "bb_c-1")
                .putObject("File")
                .put("Name", "/c");
        writer.create("bb_app", service);
        assertThat(writes("/configs/create")).hasSize(1);
    }

    @Test
    void aNetworkThatIsThereAlreadyWillDo() throws Exception {
        engine.networks().create(named("bb_net").put("Driver", "overlay"));
        writer().create(new Action.CreateNetwork("bb_net", named("bb_net").put("Driver", "overlay")));
        assertThat(engine.networks().inspect("bb_net")).isPresent();
    }

    private void trouble(String path, boolean dropped) {
        if (dropped) {
            swarm.on("POST", path).commitThenDrop();
        } else {
            swarm.on("POST", path).commitThenRefuse(500, LOST);
        }
    }

    private SwarmWriter writer() {
        swarm.forgetRequests();
        return new SwarmWriter(
                engine, SwarmInventory.NOTHING, Map.of(), RegistryLogins.none(), "1.41", EventSink.silent());
    }

    private List<Recorded> writes(String path) {
        return swarm.writes().stream()
                .filter(request -> request.path().matches(path))
                .toList();
    }

    private SwarmInventory.Service existing(String hostname) throws InterruptedException {
        engine.services().create(service(hostname), Optional.empty());
        JsonNode found = engine.services().inspect("bb_app").orElseThrow();
        return new SwarmInventory.Service(
                found.path("ID").asText(), "bb_app", found.at("/Version/Index").asLong(), (ObjectNode)
                        found.path("Spec"));
    }

    /** An update by somebody else. */
    private void touch(String hostname) throws InterruptedException {
        JsonNode found = engine.services().inspect("bb_app").orElseThrow();
        engine.services()
                .update(
                        found.path("ID").asText(),
                        found.at("/Version/Index").asLong(),
                        service(hostname),
                        Optional.empty());
    }

    private String running() throws InterruptedException {
        return engine.services()
                .inspect("bb_app")
                .orElseThrow()
                .at("/Spec/TaskTemplate/ContainerSpec/Hostname")
                .asText();
    }

    private static ObjectNode service(String hostname) {
        ObjectNode spec = named("bb_app");
        spec.withObject("/TaskTemplate/ContainerSpec").put("Image", "app:1").put("Hostname", hostname);
        return spec;
    }

    private static ObjectNode named(String name) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Name", name);
        body.putObject("Labels").put(Namespace.LABEL, "bb");
        return body;
    }
}
