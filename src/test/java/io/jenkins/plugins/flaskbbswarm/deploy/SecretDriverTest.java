package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A secret whose value a plugin provides: it has no value here, and the name that the plugin knows. */
class SecretDriverTest {
    private static final StackDeployOptions PLAIN =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, true, false, StackDeployOptions.ReleaseMode.USUAL);
    private static final String FILE = """
            version: "3.8"
            services: {app: {image: app, healthcheck: {test: [CMD, 'true']}, secrets: [key]}}
            secrets: {key: {driver: vault, driver_opts: {path: kv/app}}}
            """;

    private FakeDeployments fake;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeDeployments(Map.of());
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void isSentWithItsDriverAndWithoutAValue() throws Exception {
        fake.deployText(PLAIN, FILE);

        JsonNode sent =
                new ObjectMapper().readTree(fake.sent("/secrets/create").get(0).body());
        assertThat(sent.path("Name").asText()).isEqualTo("bb_key");
        assertThat(sent.has("Data")).isFalse();
        assertThat(sent.path("Driver").toString()).isEqualTo("{\"Name\":\"vault\",\"Options\":{\"path\":\"kv/app\"}}");
        assertThat(fake.planText(PLAIN, FILE).isEmpty()).isTrue();
    }

    @Test
    void aChangedDriverIsAnotherPlan() throws Exception {
        String plan = fake.planText(PLAIN, FILE).fingerprint();
        assertThat(fake.planText(PLAIN, FILE).fingerprint()).isEqualTo(plan);
        assertThat(fake.planText(PLAIN, FILE.replace("driver: vault", "driver: other"))
                        .fingerprint())
                .isNotEqualTo(plan);
        assertThat(fake.planText(PLAIN, FILE.replace("kv/app", "kv/web")).fingerprint())
                .isNotEqualTo(plan);
    }

    @Test
    void anotherDriverOfASecretThatIsThereIsRefused() throws Exception {
        fake.deployText(PLAIN, FILE);
        assertThatThrownBy(() -> fake.planText(PLAIN, FILE.replace("kv/app", "kv/web")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("secrets.key.driver: the secret bb_key exists with another driver");
    }
}
