package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Why a task is preparing for long. */
class ImagePullDiagnosisTest {
    private final FakeSwarm swarm = FakeSwarm.withNodes("n1", "n2").hasLocalImage("here:1");
    private Engine engine;

    @BeforeEach
    void connect() throws InterruptedException {
        swarm.image("missing:1").cannotBePulled();
        swarm.image("here:1").cannotBePulled();
        engine = Engine.connect(EngineAddress.parse(swarm.address()));
    }

    @AfterEach
    void close() {
        engine.close();
        swarm.close();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "missing:1, 0, 'the node n1 does not get the image missing:1 (asked for it by this engine, its registry says: '",
        "large:1, 0, 'the node n1 is still pulling the image large:1, which its registry has; '",
        "here:1, 0, ",
        "here:1, 1, 'the node n2 does not get the image here:1 (asked for it by this engine, its registry says: '",
    })
    void aTaskThatIsPreparing(String image, int node, String words) throws Exception {
        ObjectNode task = new ObjectMapper().createObjectNode();
        task.put("NodeID", engine.nodes().list().get(node).path("ID").asText());
        task.withObject("/Spec/ContainerSpec").put("Image", image);
        Optional<String> cause =
                new ImagePullDiagnosis(engine, RegistryLogins.none()).explainDelay(new Task(task), "n" + (node + 1));
        assertThat(cause.isPresent()).isEqualTo(words != null);
        assertThat(cause.orElse("")).startsWith(Optional.ofNullable(words).orElse(""));
    }
}
