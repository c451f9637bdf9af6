package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A credential spec that a config holds: by which names and IDs services refer to it, release after release. */
class CredentialSpecTest {
    private static final StackDeployOptions PLAIN =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, false, false, StackDeployOptions.ReleaseMode.USUAL);

    @TempDir
    private Path directory;

    private FakeDeployments fake;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeDeployments(Map.of());
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private String file(String spec) throws Exception {
        Files.writeString(directory.resolve("spec.json"), spec);
        return """
                services:
                  app: {image: app, healthcheck: {test: [CMD, 'true']}, credential_spec: {config: spec}}
                configs: {spec: {file: DIR/spec.json}}
                """.replace("DIR", directory.toString());
    }

    private JsonNode container() throws Exception {
        return fake.spec("bb_app").at("/TaskTemplate/ContainerSpec");
    }

    private String config() throws Exception {
        return container().at("/Privileges/CredentialSpec/Config").asText();
    }

    @Test
    void theEngineIsGivenTheIdOfTheConfigAndARuntimeReferenceToIt() throws Exception {
        fake.deployText(PLAIN, file("{}"));

        JsonNode sent =
                new ObjectMapper().readTree(fake.sent("/services/create").get(0).body());
        JsonNode reference = sent.at("/TaskTemplate/ContainerSpec/Configs/0");
        assertThat(reference.path("Runtime").isObject()).isTrue();
        assertThat(reference.has("File")).isFalse();
        assertThat(reference.path("ConfigName").asText()).startsWith("bb_spec-");
        assertThat(sent.at("/TaskTemplate/ContainerSpec/Privileges/CredentialSpec/Config"))
                .isEqualTo(reference.path("ConfigID"));
    }

    @Test
    void nothingChangedIsNothingToDo() throws Exception {
        fake.deployText(PLAIN, file("{}"));
        assertThat(fake.planText(PLAIN, file("{}")).isEmpty()).isTrue();
    }

    @Test
    void aChangedSpecIsAnotherConfigAndARollbackLeadsToTheFirst() throws Exception {
        fake.deployText(PLAIN, file("{}"));
        String first = config();
        fake.deployText(PLAIN, file("{\"a\": 1}"));
        assertThat(config()).isNotEqualTo(first);

        fake.commands().rollback(FakeDeployments.STACK, 1);
        assertThat(config()).isEqualTo(first);
    }
}
