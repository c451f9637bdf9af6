package io.jenkins.plugins.flaskbbswarm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What an engine says of itself and its nodes. */
abstract class SystemContract extends EngineContract {
    SystemContract(Target target) {
        super(target);
    }

    @Test
    void saysWhatItIs() throws InterruptedException {
        assertThat(engine().apiVersion()).matches("1\\.(4[1-9]|5[0-5])");
        assertThat(engine().system().version().path("ApiVersion").asText()).matches("1\\.\\d+");
        assertThat(engine().system().info().at("/Swarm/ControlAvailable").asBoolean())
                .isTrue();
        assertThat(engine().system().info().at("/Swarm/LocalNodeState").asText())
                .isEqualTo("active");
    }

    @Test
    void listsItsNodes() throws InterruptedException {
        JsonNode node = engine().nodes().list().get(0);
        assertThat(node.at("/Spec/Role").asText()).isEqualTo("manager");
        assertThat(node.at("/Status/State").asText()).isEqualTo("ready");
        assertThat(engine().nodes().inspect(node.path("ID").asText())).isPresent();
        assertThat(engine().nodes().inspect("nosuchnode")).isEmpty();
    }

    @Test
    void labelsANode() throws InterruptedException {
        JsonNode node = engine().nodes().list().get(0);
        String id = node.path("ID").asText();
        ObjectNode labelled = spec(node);
        labelled.withObject("/Labels").put(run(), "1");
        engine().nodes().update(id, version(node), labelled);
        JsonNode changed = engine().nodes().inspect(id).orElseThrow();
        assertThat(changed.at("/Spec/Labels/" + run()).asText()).isEqualTo("1");
        assertThat(refused(() -> {
                            engine().nodes().update(id, version(node), labelled);
                            return null;
                        })
                        .isOutOfSequence())
                .isTrue();
        engine().nodes().update(id, version(changed), spec(node));
    }

    @Test
    void tagsAnImage() throws InterruptedException {
        engine().images().tag(image(), "contract/" + run(), "1");
        assertThat(engine().images().inspect("contract/" + run() + ":1")).isPresent();
        engine().images().remove("contract/" + run() + ":1");
        assertThat(engine().images().inspect("contract/" + run() + ":1")).isEmpty();
        engine().images().remove("contract/" + run() + ":1");
    }

    @Test
    void failsToPushWhatIsNotThere() {
        EngineException failed = catchThrowableOfType(EngineException.class, () -> engine().images()
                .push("no.such.host/" + run(), "1", Optional.empty(), message -> {}));
        assertThat(failed).isInstanceOf(EngineException.Failed.class);
        assertThat(failed.engineMessage().orElseThrow())
                .isIn(
                        "An image does not exist locally with the tag: no.such.host/" + run(),
                        "tag does not exist: no.such.host/" + run() + ":1");
    }

    @Test
    void buildsAnImage() throws InterruptedException {
        String name = "contract/" + run() + ":built";
        List<JsonNode> messages = new ArrayList<>();
        engine().builds()
                .build(
                        Map.of("version", List.of("2"), "t", List.of(name)),
                        out -> TinyTar.write(out, "Dockerfile", "FROM " + image() + "\nLABEL run=" + run() + "\n"),
                        List.of(),
                        messages::add);
        assertThat(messages).anySatisfy(message -> {
            assertThat(message.path("id").asText()).isEqualTo("moby.image.id");
            assertThat(message.at("/aux/ID").asText()).startsWith("sha256:");
        });
        assertThat(engine().images().inspect(name)).isPresent();
        engine().images().remove(name);
    }
}
