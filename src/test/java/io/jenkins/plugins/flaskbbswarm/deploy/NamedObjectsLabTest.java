package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** On a real engine: objects by the names of their stack files, a credential spec in a config, a driver of secrets. */
@RequiresLab
class NamedObjectsLabTest {
    private static final Namespace STACK = new Namespace("namedobjects");
    private static final Namespace OTHER = new Namespace("namedothers");
    private static final StackDeployOptions PLAIN =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, true, false, StackDeployOptions.ReleaseMode.USUAL);

    @TempDir
    private Path directory;

    private StackCommands commands;
    private Engine engine;

    @BeforeEach
    void open() throws Exception {
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
        commands = StackCommands.open(
                new DeployConfig.Engine(Optional.of(Lab.engine()), Optional.empty()),
                new DeploymentContext(Map.of(), "a test", Duration.ZERO, EventSink.silent()));
        remove();
    }

    private void remove() throws Exception {
        commands.remove(OTHER);
        commands.remove(STACK);
    }

    @AfterEach
    void close() throws Exception {
        remove();
        commands.close();
        engine.close();
    }

    private DeployResult deploy(Namespace stack, String content, String service, String objects) throws Exception {
        Files.writeString(directory.resolve("content"), content);
        String file = "services: {app: {image: '%s', deploy: {replicas: 0}, networks: [host], %s}}\n%s\n"
                        .formatted(
                                Lab.variable("LAB_BUSYBOX"), service, objects.replace("FILE", directory + "/content"))
                + "networks: {host: {external: true, name: host}}\n";
        return commands.deploy(stack, FakeDeployments.whole(file), PLAIN);
    }

    private JsonNode container(Namespace stack) throws Exception {
        return engine.services().inspect(stack.scope("app")).orElseThrow().at("/Spec/TaskTemplate/ContainerSpec");
    }

    @Test
    void anotherStackRefersToASecretByItsName() throws Exception {
        String own = "secrets: {key: {file: FILE, name: namedobjects-shared}}";
        deploy(STACK, "one", "secrets: [key]", own);
        deploy(OTHER, "", "secrets: [key]", "secrets: {key: {external: true, name: namedobjects-shared}}");
        assertThat(container(OTHER).at("/Secrets/0/SecretID"))
                .isEqualTo(container(STACK).at("/Secrets/0/SecretID"));
        assertThat(deploy(STACK, "one", "secrets: [key]", own).changed()).isFalse();

        deploy(STACK, "two", "secrets: [key]", own);
        assertThat(container(STACK).at("/Secrets/0/SecretName").asText()).matches("namedobjects-shared-[0-9a-f]{12}");
        assertThat(container(OTHER).at("/Secrets/0/SecretName").asText()).isEqualTo("namedobjects-shared");
    }

    @Test
    void labelsAreUpdatedInPlace() throws Exception {
        deploy(STACK, "one", "configs: [c]", "configs: {c: {file: FILE, labels: {a: b}}}");
        deploy(STACK, "one", "configs: [c]", "configs: {c: {file: FILE, labels: {a: c}}}");
        String id = container(STACK).at("/Configs/0/ConfigID").asText();
        assertThat(engine.configs()
                        .inspect(id)
                        .orElseThrow()
                        .at("/Spec/Labels/a")
                        .asText())
                .isEqualTo("c");
        assertThat(deploy(STACK, "one", "configs: [c]", "configs: {c: {file: FILE, labels: {a: c}}}")
                        .changed())
                .isFalse();
    }

    @Test
    void aCredentialSpecIsInAConfig() throws Exception {
        String service = "credential_spec: {config: spec}";
        deploy(STACK, "{}", service, "configs: {spec: {file: FILE}}");
        assertThat(container(STACK).at("/Privileges/CredentialSpec/Config"))
                .isEqualTo(container(STACK).at("/Configs/0/ConfigID"));
        assertThat(deploy(STACK, "{}", service, "configs: {spec: {file: FILE}}").changed())
                .isFalse();
    }

    @Test
    void aDriverThatNoNodeHasIsRefusedBeforeANetworkIsMade() {
        assertThatThrownBy(() -> deploy(STACK, "", "secrets: [key]", "secrets: {key: {driver: nosuch}}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no node has the plugin nosuch");
    }

    @Test
    void aLongNameIsShortened() throws Exception {
        String key = "k".repeat(50);
        deploy(STACK, "one", "secrets: [" + key + "]", "secrets: {" + key + ": {file: FILE}}");
        assertThat(container(STACK).at("/Secrets/0/SecretName").asText()).hasSize(64);
        assertThat(container(STACK).at("/Secrets/0/File/Name").asText()).isEqualTo(key);
    }
}
