package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFileException;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The section {@code preview:} of {@code deploy.yml}; the documented example is read whole. */
class PreviewFileTest {
    private static final Path EXAMPLE = Path.of("examples/preview/deploy.yml");
    private static final String LEAST = "stack: s\nfiles: [a.yml]\npreview:\n  repository: r\n";

    @TempDir
    private Path directory;

    @Test
    void theExampleIsAcceptedAsItIs() {
        PullRequest pullRequest = new PullRequest(
                12, Optional.empty(), Optional.of("0123456789abcdef0123456789abcdef01234567"), Optional.empty());
        PreviewConfig config = PreviewFile.read(EXAMPLE, List.of(), Map.of(), pullRequest);
        PreviewSettings settings = config.settings();

        assertThat(settings.stack()).isEqualTo(new Namespace("flaskbb-pr-12"));
        assertThat(settings.repository()).isEqualTo("flaskbb/flaskbb");
        assertThat(settings.address()).isEqualTo("http://pr-12.bb.example.org/");
        assertThat(settings.ttl()).isEqualTo(Duration.ofHours(72));
        assertThat(settings.tag()).isEqualTo("pr-12-0123456789ab");
        assertThat(settings.variables())
                .containsEntry("HOST", "pr-12.bb.example.org")
                .containsEntry("ROUTER", "flaskbb-pr-12")
                .containsEntry("TAG", "pr-12-0123456789ab");
        assertThat(settings.limits())
                .isEqualTo(new PreviewSettings.Limits(
                        5, 20, 8_000_000_000L, 16L << 30, PreviewSettings.Each.DEFAULT, PreviewSettings.Task.DEFAULT));
        assertThat(settings.database().orElseThrow().secret()).isEqualTo("flaskbb_postgres_connection");
        assertThat(settings.database().orElseThrow().admin())
                .isEqualTo(new SecretSource.Environment("PREVIEW_POSTGRES_ADMIN"));
        assertThat(settings.database().orElseThrow().connections()).isEqualTo(30);
        assertThat(settings.redis().orElseThrow().isEmbedded()).isTrue();
        assertThat(settings.policy().sharedRedis()).isFalse();
        assertThat(settings.policy().networks()).containsExactly("traefik-net");

        assertThat(config.deploy().stack()).isEqualTo(new Namespace("flaskbb-pr-12"));
        assertThat(config.deploy().files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("docker-stack.yml", "preview.yml");
        assertThat(config.deploy().images())
                .extracting(DeployConfig.Image::tags)
                .containsOnly(List.of("pr-12-0123456789ab"));
        assertThat(config.deploy().images())
                .extracting(DeployConfig.Image::name)
                .containsExactly(
                        "registry.example.org:5000/previews/flaskbb-app",
                        "registry.example.org:5000/previews/flaskbb-nginx");
        assertThat(config.deploy().probe().orElseThrow().url()).hasHost("pr-12.bb.example.org");
    }

    @Test
    void theSameFileDeploysTheStackItself() {
        DeployConfig config = DeployFile.read(EXAMPLE, List.of(), Map.of());
        assertThat(config.stack()).isEqualTo(new Namespace("flaskbb"));
        assertThat(config.probe().orElseThrow().url()).hasHost("bb.example.org");
    }

    @Test
    void theScheduledExampleIsAcceptedAsItIs() {
        DeployConfig config = DeployFile.read(Path.of("examples/scheduled/deploy.yml"), List.of(), Map.of());
        assertThat(config.files()).allMatch(Files::exists);
        assertThat(config.images())
                .allMatch(image -> Files.exists(image.context().resolve(image.dockerfile())));
    }

    @ParameterizedTest
    @CsvSource({"preview, flaskbbSwarmPreview", "scheduled, flaskbbSwarmRedeploy"})
    void theJenkinsfileDeploysTheFileBesideIt(String example, String step) throws IOException {
        assertThat(Files.readString(Path.of("examples", example, "Jenkinsfile")))
                .contains(step + "(", "config: 'examples/" + example + "/deploy.yml'");
    }

    @Test
    void settingsForAllPullRequestsNeedNone() {
        assertThat(PreviewFile.read(EXAMPLE, List.of(), Map.of()).settings().repository())
                .isEqualTo("flaskbb/flaskbb");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '!', textBlock = """
                    name: preview                                | name: is the same for all pull requests; put ${PR} into it
                    host: bb.example.org                         | host: is the same for all pull requests; put ${PR} into it, or into 'path'
                    name: "pr_${PR}_"                            | name: 'pr_7_' is not a stack name
                    ttl: soon                                    | ttl: 'soon' is not a valid duration; write 30s, 5m or 72h
                    limits: {repository: 0}                      | limits.repository: must be between 1 and 10000; the default is 5
                    limits: {cpus: many}                         | limits.cpus: 'many' is not a valid number; write "8" or "0.5"
                    limits: {memory: much}                       | limits.memory: 'much' is not a valid size; write 512m or 8g
                    database: {secret: a, admin: hunter2}        | database.admin: must say where the value comes from
                    database: {secret: a, admin: {env: A, x: b}} | database.admin.x: unknown field
                    policy: {network: [a]}                       | policy.network: unknown field; did you mean 'networks'?
                    remove-tags: maybe                           | remove-tags: must be true or false
                    remove-tags: true ; tag: latest              | tag: is the same for all pull requests, so it cannot go with one; put ${PR} into it
                    registry-ca: a.yml                           | registry-ca: 'a.yml' cannot be read; name the PEM file of the registry's CA
                    registry-ca: deploy.yml                      | registry-ca: 'deploy.yml' holds no certificate in PEM form; name the PEM file of the registry's CA
                    redis: {secret: a, databases: 4}             | redis.databases: is for a Redis that previews share; remove it
                    redis: {secret: a, networks: [n]}            | redis.networks: is for a Redis that previews share; remove it
                    redis: {secret: a, url: x}                   | redis.url: must say where the value comes from
                    redis: {secret: a, url: {}}                  | redis.url: must be one of {env: NAME}
                    redis: {secret: a, url: {env: A, file: b}}   | redis.url: must be one of {env: NAME}
                    redis: {secret: a, url: generate}            | redis.url: must say where the value comes from
                    registry: {address: r, username: u, password: "${hunter2}"} | registry.password: must say where the value comes from
                    policy: {shared-redis: maybe}                | policy.shared-redis: must be true or false
                    database: {secret: a, admin: {env: A}, connections: 0} | database.connections: must be between 1 and 10000; the default is 30
                    database: {secret: a, admin: {env: A}, ca: a.yml} | database.ca: 'a.yml' cannot be read; name the PEM file of the server's CA
                    database: {secret: a, admin: {env: A}, networks: [n, m]} ; policy: {networks: [m]} | database: its job would be on the network m, which previews may join by preview.policy.networks (rule networks); have the server on a network that no preview joins
                    nam: x                                       | nam: unknown field; did you mean 'name'?
                    variables: {A: "${B}"}                       | variables.A: the variable B is not declared
                    """)
    void aMistakeHasItsPlaceAndItsSentence(String line, String sentence) throws IOException {
        String name = line.startsWith("name") ? "" : "  name: \"pr-${PR}\"\n";
        String host = line.startsWith("host") ? "" : "  host: \"pr-${PR}.example.org\"\n";
        Path file = directory.resolve("deploy.yml");
        Files.writeString(file, LEAST + name + host + "  " + line.replace(" ; ", "\n  ") + "\n");
        assertThatThrownBy(() -> PreviewFile.read(file, List.of(), Map.of(), PullRequest.of(7)))
                .isInstanceOf(DeployFileException.class)
                .hasMessageContaining("preview." + sentence)
                .hasMessageMatching("(?s).*deploy\\.yml:\\d+:\\d+: .*")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aFileWithoutTheSectionIsRefused() throws IOException {
        Path file = directory.resolve("deploy.yml");
        Files.writeString(file, "stack: s\nfiles: [a.yml]\n");
        assertThatThrownBy(() -> PreviewFile.read(file, List.of(), Map.of(), PullRequest.of(7)))
                .hasMessageContaining("preview: this field is missing; describe it in deploy.yml");
    }
}
