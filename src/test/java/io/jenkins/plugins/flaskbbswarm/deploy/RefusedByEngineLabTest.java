package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.EngineException;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.plan.Node;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a real engine refuses, and that we say so first. */
@RequiresLab
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedByEngineLabTest {
    private final Map<Refusals, String> services = new HashMap<>();
    private Engine engine;
    private List<Node> nodes;

    static Stream<Refusals> atCreation() {
        return Refusals.of(Refusals.AT_CREATION);
    }

    static Stream<Refusals> atANode() {
        return Refusals.of(Refusals.AT_A_NODE);
    }

    /** Tasks fail in their own time: all are started before the first is looked at. */
    @BeforeAll
    void begin() throws InterruptedException {
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
        nodes = engine.nodes().list().stream().map(Node::new).toList();
        for (Refusals row : atANode().toList()) {
            ObjectNode spec = row.spec("refused-" + services.size(), Lab.variable("LAB_BUSYBOX"), 1);
            services.put(row, engine.services().create(spec, Optional.empty()).id());
        }
    }

    @AfterAll
    void end() throws InterruptedException {
        for (String service : services.values()) {
            engine.services().remove(service);
        }
        engine.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("atCreation")
    void whenAServiceIsMade(Refusals row) {
        ObjectNode spec = row.spec("refused-app", Lab.variable("LAB_BUSYBOX"), 0);

        assertThat(Refusals.problems(spec, SwarmInventory.NOTHING, nodes)).anyMatch(said -> said.contains(row.ours()));
        assertThatThrownBy(() -> engine.services().create(spec, Optional.empty()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(row.engine());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("atANode")
    void whenATaskIsToStart(Refusals row) throws InterruptedException {
        ObjectNode spec = row.spec("refused-app", Lab.variable("LAB_BUSYBOX"), 1);

        assertThat(Refusals.problems(spec, SwarmInventory.NOTHING, nodes)).anyMatch(said -> said.contains(row.ours()));
        assertThat(error(services.get(row))).contains(row.engine());
    }

    private String error(String service) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(end)) {
            for (JsonNode task : engine.tasks().list(Filters.none().and("service", service))) {
                String error = task.at("/Status/Err").asText();
                if (!error.isEmpty()) {
                    return error;
                }
            }
            Thread.sleep(100);
        }
        return "";
    }
}
