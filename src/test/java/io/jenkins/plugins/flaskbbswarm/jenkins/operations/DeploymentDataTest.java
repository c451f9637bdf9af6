package io.jenkins.plugins.flaskbbswarm.jenkins.operations;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFileException;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.deploy.ReleaseProgress;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.OperationContext;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.EngineData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.RegistryData;
import io.jenkins.plugins.flaskbbswarm.jenkins.credentials.SecretData;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a step sends to the agent, as the agent reads it. */
class DeploymentDataTest {
    @TempDir
    private Path workspace;

    @Test
    void argumentsAloneAreEnough() {
        DeployConfig config = data(
                        "",
                        List.of(
                                DeploymentData.setting("stack", "tiny"),
                                "files=" + DeploymentData.list(List.of("a.yml", "b: c.yml")),
                                DeploymentData.setting("variables.HOST", "x: \"y\"\n#z")))
                .config(workspace, Map.of());

        assertThat(config.stack().name()).isEqualTo("tiny");
        assertThat(config.files()).containsExactly(workspace.resolve("a.yml"), workspace.resolve("b: c.yml"));
        assertThat(config.variables()).containsEntry("HOST", "x: \"y\"\n#z");
    }

    @Test
    void theAgentTellsWhichCredentialsTheFileNames() throws IOException {
        file("""
            stack: tiny
            files: [stack.yml]
            registry: {address: "r:5000", credential: login}
            secrets: {a: {credential: first}, b: generate, c: {credential: third}}
            """);
        DeploymentData data = data("deploy.yml", List.of());
        data.secrets().put("c", SecretData.generated());

        assertThat(new ReferencedCredentials(data).run(workspace, surroundings()))
                .containsEntry("stack", "tiny")
                .containsEntry("secrets", new ArrayList<>(List.of("first")))
                .containsEntry("registry", "login");
    }

    @Test
    void valuesComeFromTheStep() throws IOException, ClassNotFoundException {
        file("""
            stack: tiny
            files: [stack.yml]
            registry: {address: "r:5000", credential: login}
            secrets: {a: {credential: first}}
            """);
        DeploymentData data = data("deploy.yml", List.of());
        data.values().put("first", SecretData.of(new byte[] {1, 2}));
        data.registry().add(new RegistryData("", "me", "password"));

        DeployConfig config = sent(data).config(workspace, Map.of());

        assertThat(config.secrets()).containsEntry("a", new SecretSource.Given(Content.of(new byte[] {1, 2})));
        assertThat(config.registry())
                .contains(new DeployConfig.Registry(
                        "r:5000", "me", new SecretSource.Given(Content.of("password".getBytes()))));
    }

    /** Whatever address a file or a setting says: the password is for the registry of the target. */
    @Test
    void aTargetsLoginIsForItsRegistryOnly() throws IOException {
        file("""
            stack: tiny
            files: [stack.yml]
            registry: {address: "other:5000", credential: login}
            """);
        DeploymentData data = data("deploy.yml", List.of());
        data.registry().add(new RegistryData("r:5000", "me", "canary"));

        assertThat(data.config(workspace, Map.of()).registry())
                .contains(new DeployConfig.Registry("other:5000", "", new SecretSource.Credential("login")));
        assertThat(new ReferencedCredentials(data).run(workspace, surroundings()))
                .containsEntry("registry", "login");
    }

    @Test
    void aTargetsLoginIsTakenForItsRegistry() throws IOException {
        file("""
            stack: tiny
            files: [stack.yml]
            """);
        DeploymentData data =
                data("deploy.yml", List.of("registry.address=\"r:5000\"", "registry.credential=\"of-the-target\""));
        data.registry().add(new RegistryData("r:5000", "me", "password"));

        assertThat(data.config(workspace, Map.of()).registry())
                .contains(new DeployConfig.Registry(
                        "r:5000", "me", new SecretSource.Given(Content.of("password".getBytes()))));
        assertThat(new ReferencedCredentials(data).run(workspace, surroundings()))
                .doesNotContainKey("registry");
    }

    /** A pull request's own file is another, and is not even there in the last row. */
    @ParameterizedTest
    @ValueSource(strings = {"registry: {address: evil.example.org, credential: any-id}", "not: [yaml", ""})
    void aGivenTextIsReadInTheFilesPlace(String inTheCheckout) throws IOException, ClassNotFoundException {
        Files.createDirectories(workspace.resolve("conf"));
        if (!inTheCheckout.isEmpty()) {
            Files.writeString(workspace.resolve("conf/deploy.yml"), inTheCheckout);
        }
        DeploymentData data = data("conf/deploy.yml", """
            stack: tiny
            files: [stack.yml]
            registry: {address: "r:5000", credential: login}
            secrets: {a: {file: secrets/a}}
            """, List.of("keep=3"));

        DeployConfig config = sent(data).config(workspace, Map.of());

        assertThat(config.files()).containsExactly(workspace.resolve("conf/stack.yml"));
        assertThat(config.secrets()).containsEntry("a", new SecretSource.File(workspace.resolve("conf/secrets/a")));
        assertThat(config.keep()).isEqualTo(3);
        assertThat(new ReferencedCredentials(data).run(workspace, surroundings()))
                .containsEntry("registry", "login")
                .containsEntry("secrets", new ArrayList<>());
    }

    /** The builder would be given what images are pushed with. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            tcp://manager:2376, r:5000, true
            tcp://manager:2376, '',     false
            '',                 r:5000, false
            tcp://manager:2376, -,      false
            """)
    void aTargetsLoginGoesToNoOtherEngineToBuildOn(String host, String registry, boolean isRefused) {
        String text = "stack: tiny\nfiles: [stack.yml]\nbuild: {host: 'tcp://builder:2376'}\n";
        DeploymentData without = data("deploy.yml", text, List.of());
        DeploymentData data = new DeploymentData(
                without.file(),
                text,
                without.settings(),
                without.secrets(),
                without.values(),
                new ArrayList<>(),
                EngineData.of(host));
        if (registry != null) {
            data.registry().add(new RegistryData(registry, "me", "canary"));
        }
        if (isRefused) {
            assertThatThrownBy(() -> data.config(workspace, Map.of()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("(build.host), which would be given the registry login");
        } else {
            assertThat(data.config(workspace, Map.of()).builder()).isPresent();
        }
    }

    @Test
    void withoutAFileThereIsNoOtherEngineToBuildOn() {
        DeploymentData data =
                data("", List.of("stack=tiny", "files=[a.yml]", "build.host=ssh://root@controller.example.org"));

        assertThatThrownBy(() -> data.config(workspace, Map.of())).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void whatIsWrongWithAGivenTextHasItsPlaceInTheFile() {
        DeploymentData data = data("conf/deploy.yml", "stack: tiny\nfiles: [stack.yml]\nkep: 3\n", List.of());

        assertThatThrownBy(() -> data.config(workspace, Map.of()))
                .isInstanceOf(DeployFileException.class)
                .hasMessageContaining(workspace.resolve("conf/deploy.yml") + ":3:1");
    }

    @Test
    void noTextOfItHasAValue() {
        DeploymentData data = data("deploy.yml", List.of("secret=canary"));
        data.secrets().put("a", SecretData.of("canary".getBytes()));
        data.registry().add(new RegistryData("r", "me", "canary"));
        OperationContext around =
                new OperationContext(new TreeMap<>(Map.of("A", "canary")), "job#1", 1, false, ReleaseProgress.NONE);

        assertThat(List.of(
                        data.toString(),
                        data.secrets().toString(),
                        data.registry().toString(),
                        around.toString()))
                .noneMatch(text -> text.contains("canary"));
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatThrownBy(() -> data("", List.of("files=[a]")).config(workspace, Map.of()))
                .isInstanceOf(DeployFileException.class)
                .hasMessageContaining("stack");
    }

    private void file(String yaml) throws IOException {
        Files.writeString(workspace.resolve("deploy.yml"), yaml);
    }

    private static DeploymentData data(String file, List<String> settings) {
        return data(file, "", settings);
    }

    private static DeploymentData data(String file, String text, List<String> settings) {
        return new DeploymentData(
                file,
                text,
                new ArrayList<>(settings),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>(),
                EngineData.of(""));
    }

    private static DeploymentContext surroundings() {
        return new DeploymentContext(Map.of(), "job#1", Duration.ofSeconds(1), EventSink.silent());
    }

    /** Through the channel. */
    private static DeploymentData sent(DeploymentData data) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(data);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (DeploymentData) in.readObject();
        }
    }
}
