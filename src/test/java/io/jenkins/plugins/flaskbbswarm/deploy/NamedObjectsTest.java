package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.SecretsOrConfigs;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import io.jenkins.plugins.flaskbbswarm.plan.ObjectKind;
import io.jenkins.plugins.flaskbbswarm.plan.SwarmInventory;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Secrets and configs that a stack file names: others refer to them by that name, whatever becomes of their content. */
class NamedObjectsTest {
    private static final StackDeployOptions PLAIN =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, true, false, StackDeployOptions.ReleaseMode.USUAL);
    private static final Namespace OTHER = new Namespace("other");

    @TempDir
    private Path directory;

    private FakeDeployments fake;
    private Engine engine;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeDeployments(Map.of());
        engine = Engine.connect(EngineAddress.parse(fake.swarm.address()));
    }

    @AfterEach
    void stop() {
        engine.close();
        fake.close();
    }

    private String file(ObjectKind kind, String content, String more) throws Exception {
        Files.writeString(directory.resolve("content"), content);
        return """
                services: {app: {image: app, healthcheck: {test: [CMD, 'true']}, KINDs: [key]}}
                KINDs: {key: {file: DIR/content, name: shared, labels: {MORE}}}
                """.replace("KIND", kind.toString())
                .replace("DIR", directory.toString())
                .replace("MORE", more);
    }

    private DeployResult deploy(ObjectKind kind, String content) throws Exception {
        fake.events.clear();
        return fake.deployText(PLAIN, file(kind, content, ""));
    }

    private String used(ObjectKind kind) throws Exception {
        String title = kind == ObjectKind.SECRET ? "Secret" : "Config";
        return fake.spec("bb_app")
                .at("/TaskTemplate/ContainerSpec/" + title + "s/0/" + title + "Name")
                .asText();
    }

    private List<String> names(ObjectKind kind) throws Exception {
        return fake.state().observed().items(kind).keySet().stream()
                .filter(name -> name.startsWith("shared"))
                .sorted()
                .toList();
    }

    private List<String> warnings() {
        return fake.events.stream()
                .filter(Event.Warning.class::isInstance)
                .map(Event::toString)
                .filter(text -> text.contains("shared"))
                .toList();
    }

    private SecretsOrConfigs objects(ObjectKind kind) {
        return kind == ObjectKind.SECRET ? engine.secrets() : engine.configs();
    }

    private void byHand(ObjectKind kind, String content) throws Exception {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("Name", "shared");
        spec.putObject("Labels");
        objects(kind)
                .create(spec.put("Data", Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))));
    }

    private void external(ObjectKind kind) throws Exception {
        fake.commands().deploy(OTHER, FakeDeployments.whole("""
                services: {app: {image: app, healthcheck: {test: [CMD, 'true']}, KINDs: [key]}}
                KINDs: {key: {external: true, name: shared}}
                """.replace("KIND", kind.toString())), PLAIN);
    }

    @ParameterizedTest
    @EnumSource
    void anotherStackFindsItByThatName(ObjectKind kind) throws Exception {
        deploy(kind, "one");
        assertThat(used(kind)).isEqualTo("shared");
        external(kind);
        fake.swarm.forgetRequests();
        assertThat(deploy(kind, "one").changed()).isFalse();
        assertThat(fake.swarm.writes()).isEmpty();
        assertThat(warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void otherContentIsAVersionAndTheNameKeepsTheOld(ObjectKind kind) throws Exception {
        deploy(kind, "one");
        external(kind);

        deploy(kind, "two");
        assertThat(used(kind)).matches("shared-[0-9a-f]{12}");
        assertThat(names(kind)).containsExactly("shared", used(kind));
        assertThat(warnings()).singleElement().asString().contains("other_app", used(kind));
        assertThat(deploy(kind, "two").changed()).isFalse();

        deploy(kind, "one");
        assertThat(used(kind)).isEqualTo("shared");
        assertThat(warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRollbackFindsTheFirstAgain(ObjectKind kind) throws Exception {
        deploy(kind, "one");
        deploy(kind, "two");
        fake.commands().rollback(FakeDeployments.STACK, 1);
        assertThat(used(kind)).isEqualTo("shared");
    }

    @Test
    void aConfigMadeByHandWithTheSameContentIsTaken() throws Exception {
        byHand(ObjectKind.CONFIG, "one");
        deploy(ObjectKind.CONFIG, "one");
        assertThat(names(ObjectKind.CONFIG)).containsExactly("shared");
        assertThat(used(ObjectKind.CONFIG)).isEqualTo("shared");
    }

    @Test
    void ofASecretMadeByHandNobodyKnowsTheValue() throws Exception {
        byHand(ObjectKind.SECRET, "one");
        deploy(ObjectKind.SECRET, "one");
        assertThat(used(ObjectKind.SECRET)).matches("shared-[0-9a-f]{12}");
        assertThat(warnings()).singleElement().asString().contains("not known to be the same");
    }

    @ParameterizedTest
    @EnumSource
    void otherLabelsAreWrittenAndNothingRestarts(ObjectKind kind) throws Exception {
        deploy(kind, "one");
        fake.swarm.forgetRequests();

        fake.deployText(PLAIN, file(kind, "one", "team: web"));

        assertThat(fake.swarm.writes().stream().map(Recorded::toString).filter(write -> write.endsWith("/update")))
                .singleElement()
                .asString()
                .startsWith("POST /" + kind + "s/");
        SwarmInventory.Item item = fake.state().observed().items(kind).get("shared");
        assertThat(item.labels()).containsEntry("team", "web").containsEntry(Namespace.LABEL, "bb");
        assertThat(fake.planText(PLAIN, file(kind, "one", "team: web")).isEmpty())
                .isTrue();
        fake.deployText(PLAIN, file(kind, "one", ""));
        assertThat(fake.state().observed().items(kind).get("shared").labels()).doesNotContainKey("team");
    }

    @ParameterizedTest
    @EnumSource
    void anotherTemplateDriverIsAnotherVersion(ObjectKind kind) throws Exception {
        deploy(kind, "one");
        String templated = file(kind, "one", "").replace("name: shared", "name: shared, template_driver: golang");
        fake.deployText(PLAIN, "version: '3.8'\n" + templated);
        assertThat(used(kind)).matches("shared-[0-9a-f]{12}");
        assertThat(fake.planText(PLAIN, "version: '3.8'\n" + templated).isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void onesThatAreCalledByTheirKeyAreNoMatterOfOthers(ObjectKind kind) throws Exception {
        fake.deployText(PLAIN, file(kind, "one", "").replace(", name: shared", ""));
        assertThatThrownBy(() -> fake.commands()
                        .deploy(OTHER, FakeDeployments.whole("""
                services: {app: {image: app, KINDs: [key]}}
                KINDs: {key: {external: true, name: bb_key}}
                """.replace("KIND", kind.toString())), PLAIN))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("the stack bb keeps versions of it: write 'name: bb_key' at it");
    }
}
