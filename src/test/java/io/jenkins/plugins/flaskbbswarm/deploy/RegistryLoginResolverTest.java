package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static io.jenkins.plugins.flaskbbswarm.event.EventSink.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which logins a deployment has. */
class RegistryLoginResolverTest {
    private static final String REGISTRY = "registry.example.org:5000";

    @TempDir
    private Path folder;

    @Test
    void thoseOfThisRunIfTheDeploymentNamesNone() throws IOException {
        config("""
            {"auths": {"%s": {"auth": "%s"}, "https://other.example.org/v2/": {"auth": "%2$s"}}}
            """.formatted(REGISTRY, pair("me", "canary")));

        RegistryLogins logins = logins(List.of(), Map.of("DOCKER_CONFIG", folder.toString()));

        assertThat(logins.of(REGISTRY)).isPresent();
        assertThat(logins.of("other.example.org")).isPresent();
        assertThat(logins.of("third.example.org")).isEmpty();
        assertThat(logins.toString()).doesNotContain("canary");
    }

    @Test
    void theOneThatTheDeploymentNamesAlone() throws IOException {
        config("""
            {"auths": {"%s": {"auth": "%s"}}}
            """.formatted(REGISTRY, pair("me", "other")));

        RegistryLogins logins = logins(
                List.of("registry={address: 'named.example.org', username: me, password: {env: PASSWORD}}"),
                Map.of("DOCKER_CONFIG", folder.toString(), "PASSWORD", "secret"));

        assertThat(logins.of("named.example.org")).isPresent();
        assertThat(logins.of(REGISTRY)).isEmpty();
    }

    @Test
    void noneOfTheUsersOwnFolder() throws IOException {
        Files.createDirectories(folder.resolve(".docker"));
        Files.writeString(
                folder.resolve(".docker/config.json"),
                "{\"auths\": {\"" + REGISTRY + "\": {\"auth\": \"" + pair("me", "own") + "\"}}}");

        RegistryLogins logins = logins(List.of(), Map.of("HOME", folder.toString()));

        assertThat(logins.of(REGISTRY)).isEmpty();
    }

    @Test
    void oneThatACredentialHelperDoesNotGiveIsRefusedWhenItIsNeeded() throws IOException {
        config("""
            {"auths": {"%s": {}}, "credsStore": "absent"}
            """.formatted(REGISTRY));

        RegistryLogins logins = logins(List.of(), Map.of("DOCKER_CONFIG", folder.toString()));

        assertThat(logins.of("other.example.org")).isEmpty();
        assertThatThrownBy(() -> logins.of(REGISTRY))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("docker-credential-absent");
    }

    @Test
    void aBrokenFileIsNamedWithoutItsContent() throws IOException {
        config("{canary");

        assertThatThrownBy(() -> logins(List.of(), Map.of("DOCKER_CONFIG", folder.toString())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("config.json")
                .hasMessageNotContaining("canary");
    }

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
    }

    private RegistryLogins logins(List<String> settings, Map<String, String> environment) {
        List<String> all = new java.util.ArrayList<>(List.of("stack=tiny", "files=[stack.yml]"));
        all.addAll(settings);
        DeployConfig config = DeployFile.of(folder, all, environment);
        return RegistryLoginResolver.of(
                config, new DeploymentContext(environment, "test", Duration.ofSeconds(1), silent()));
    }

    private static String pair(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
