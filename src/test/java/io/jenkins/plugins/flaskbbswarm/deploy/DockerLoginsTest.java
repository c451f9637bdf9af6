package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Logins as the docker CLI keeps them: what engines are sent for each spelling, and what is said of bad ones. */
class DockerLoginsTest {
    private static final String R = "r.example.org:5000";

    @TempDir
    private Path folder;

    /** {@code B(x)} is base64; {@code #} an address. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"auths": {"#": {"auth": "B(me:pw)"}}}                              | {"username":"me","password":"pw","serveraddress":"#"}
        {"auths": {"#": {"auth": "B(me:p:w)"}}}                             | {"username":"me","password":"p:w","serveraddress":"#"}
        {"auths": {"https://#/v2/": {"auth": "B(me:pw)"}}}                  | {"username":"me","password":"pw","serveraddress":"#"}
        {"auths": {"http://#": {"auth": "B(me:pw)"}}}                       | {"username":"me","password":"pw","serveraddress":"#"}
        {"auths": {"#": {"username": "me", "password": "pw"}}}              | {"username":"me","password":"pw","serveraddress":"#"}
        {"auths": {"#": {"auth": "B(me:)", "identitytoken": "it"}}}         | {"username":"me","identitytoken":"it","serveraddress":"#"}
        {"auths": {"#": {"identitytoken": "it"}}}                           | {"identitytoken":"it","serveraddress":"#"}
        {"auths": {"#": {"registrytoken": "rt"}}}                           | {"registrytoken":"rt","serveraddress":"#"}
        {"auths": {"#": {}}, "credsStore": "knows"}                         | {"username":"me","password":"kept","serveraddress":"#"}
        {"credsStore": "knows"}                                             | {"username":"me","password":"kept","serveraddress":"#"}
        {"credHelpers": {"#": "knows"}}                                     | {"username":"me","password":"kept","serveraddress":"#"}
        {"credHelpers": {"#": "token"}}                                     | {"identitytoken":"kept","serveraddress":"#"}
        {"credHelpers": {"#": "knows"}, "credsStore": "broken"}             | {"username":"me","password":"kept","serveraddress":"#"}
        {"credHelpers": {"x": "broken"}, "credsStore": "knows"}             | {"username":"me","password":"kept","serveraddress":"#"}
        {"credHelpers": {"#": "empty"}}                                     | none
        {"credsStore": "empty"}                                             | none
        {"credsStore": "empty", "auths": {"#": {"auth": "B(me:pw)"}}}       | {"username":"me","password":"pw","serveraddress":"#"}
        {"credsStore": "broken"}                                            | none
        {"credsStore": "absent"}                                            | none
        {"auths": {"other": {"auth": "B(me:pw)"}}}                          | none
        {"auths": {"#": {}}}                                                | none
        {}                                                                  | none
        """)
    void areSentAsTheCliSendsThem(String config, String sent) throws IOException {
        helper(
                "knows",
                "read server; printf '{\"ServerURL\":\"%s\",\"Username\":\"me\",\"Secret\":\"kept\"}' \"$server\"");
        helper("token", "echo '{\"Username\":\"<token>\",\"Secret\":\"kept\"}'");
        helper("empty", "echo 'credentials not found in native keychain'; exit 1");
        helper("broken", "exit 1");

        assertThat(sent(config, R)).isEqualTo(sent.replace("#", R));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"auths": {"https://index.docker.io/v1/": {"auth": "B(me:pw)"}}}
        {"auths": {"docker.io": {"auth": "B(me:pw)"}}}
        {"auths": {"index.docker.io": {"auth": "B(me:pw)"}}}
        {"credsStore": "hub"}
        {"credHelpers": {"https://index.docker.io/v1/": "hub"}}
        """)
    void dockerHubHasItsOldAddress(String config) throws IOException {
        helper(
                "hub",
                "test \"$(cat)\" = https://index.docker.io/v1/ && echo '{\"Username\":\"me\",\"Secret\":\"pw\"}'");

        assertThat(sent(config, "docker.io"))
                .isEqualTo(
                        "{\"username\":\"me\",\"password\":\"pw\",\"serveraddress\":\"https://index.docker.io/v1/\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ../../bin/x | is not a valid name
        /bin/x      | is not a valid name
        a b         | is not a valid name
        -x          | is not a valid name
        absent      | is in no folder of PATH
        broken      | ended with exit code 3: locked
        babbling    | did not answer with JSON
        nameless    | answered without Username and Secret
        endless     | answered with more than 64 KiB
        """)
    void aBadHelperIsNamed(String name, String problem) throws IOException {
        helper("broken", "echo locked; exit 3");
        helper("babbling", "echo canary");
        helper("nameless", "echo '{\"Secret\":\"canary\"}'");
        helper("endless", "yes canary");

        assertThatThrownBy(() -> sent("{\"credHelpers\": {\"#\": \"" + name + "\"}}", R))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("canary");
    }

    @Test
    void aHelperThatHangsIsEnded() throws IOException {
        helper("hanging", "echo $$ >" + folder.resolve("pid") + "; sleep 600");

        assertThatThrownBy(() -> new CredentialHelper("hanging", environment(), Duration.ofMillis(300)).login(R))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("did not answer");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(helper -> helper.onExit().join());
    }

    @Test
    void allBadOnesAreNamedAtOnce() throws IOException {
        config("{\"credHelpers\": {\"a.example.org\": \"absent\", \"b.example.org\": \"missing\"}}");

        assertThatThrownBy(() ->
                        DockerLogins.of(surroundings(true)).forRegistries(Set.of("a.example.org", "b.example.org")))
                .hasMessageContaining("docker-credential-absent")
                .hasMessageContaining("docker-credential-missing");
    }

    @Test
    void onAControllerNoHelperIsRun() throws IOException {
        helper("knows", "touch " + folder.resolve("ran"));
        config("{\"credHelpers\": {\"" + R + "\": \"knows\"}}");

        assertThatThrownBy(() -> DockerLogins.of(surroundings(false)).login(R))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("on the Jenkins controller no program is run");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    private String sent(String config, String registry) throws IOException {
        config(config.replace("#", R));
        return DockerLogins.of(surroundings(true))
                .forRegistries(Set.of(registry))
                .of(registry)
                .map(RegistryAuth::bytes)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("none");
    }

    private void config(String json) throws IOException {
        String encoded = java.util.regex.Pattern.compile("B\\(([^)]*)\\)")
                .matcher(json)
                .replaceAll(found ->
                        Base64.getEncoder().encodeToString(found.group(1).getBytes(StandardCharsets.UTF_8)));
        new ObjectMapper().readTree(encoded);
        Files.writeString(folder.resolve("config.json"), encoded);
    }

    private void helper(String name, String script) throws IOException {
        Path file = folder.resolve("docker-credential-" + name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Map<String, String> environment() {
        return Map.of(
                "DOCKER_CONFIG",
                folder.toString(),
                "PATH",
                folder + ":" + Optional.ofNullable(System.getenv("PATH")).orElse("/bin"));
    }

    private DeploymentContext surroundings(boolean mayRunPrograms) {
        return new DeploymentContext(
                environment(),
                "a test",
                Duration.ofSeconds(1),
                EventSink.silent(),
                PhaseGate.OPEN,
                mayRunPrograms,
                ReleaseMemory.ofThisProcess());
    }
}
