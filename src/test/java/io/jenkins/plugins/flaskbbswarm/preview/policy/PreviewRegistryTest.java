package io.jenkins.plugins.flaskbbswarm.preview.policy;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig;
import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A registry path and a login of previews' own, in the place of the stack's. */
class PreviewRegistryTest {
    @TempDir
    private Path directory;

    private Path file(String name, String login) throws IOException {
        Files.createDirectories(directory.resolve("app"));
        Files.writeString(directory.resolve("app/Dockerfile"), "FROM debian\n");
        Files.writeString(directory.resolve("stack.yml"), "services: {app: {image: '" + name + ":${TAG}'}}\n");
        return Files.writeString(directory.resolve("deploy.yml"), """
                stack: forum
                registry: {address: "r.example.org:5000", username: ci, password: {file: password}}
                files: [stack.yml]
                images: {app: {context: app, name: "%s", tags: ["1"]}}
                preview:
                  repository: forum/forum
                  name: "pr-${PR}"
                  host: "pr-${PR}.example.org"
                  registry: {address: "r.example.org:5000/previews", %s}
                """.formatted(name, login));
    }

    private static PreviewConfig preview(Path file) {
        return PreviewFile.read(file, List.of(), Map.of(), PullRequest.of(7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            username: pr, password: {env: PR_LOGIN} | pr
            credential: pr-login                    |
            """)
    void imagesAndLoginAreThePreviews(String login, String username) throws IOException {
        Path file = file("${REGISTRY}/app", login);

        DeployConfig deploy = preview(file).deploy();

        assertThat(deploy.images().get(0).name()).isEqualTo("r.example.org:5000/previews/app");
        assertThat(deploy.registry())
                .contains(new DeployConfig.Registry(
                        "r.example.org:5000",
                        username == null ? "" : username,
                        username == null
                                ? new SecretSource.Credential("pr-login")
                                : new SecretSource.Environment("PR_LOGIN")));
        DeployConfig stack = DeployFile.read(file, List.of(), Map.of());
        assertThat(stack.images().get(0).name()).isEqualTo("r.example.org:5000/app");
        assertThat(stack.registry().orElseThrow().username()).isEqualTo("ci");
    }

    @ParameterizedTest
    @CsvSource({
        "${REGISTRY}/app, false",
        "r.example.org:5000/previews/deep/app, false",
        "r.example.org:5000/app, true",
        "r.example.org:5000/previews2/app, true",
        "previews/app, true"
    })
    void imagesArePushedNowhereElse(String name, boolean isRefused) throws IOException {
        PreviewDeploymentPolicy terms =
                new PreviewDeploymentPolicy(preview(file(name, "username: pr, password: {env: PR_LOGIN}")));
        DeploymentContext around =
                new DeploymentContext(Map.of("PR_LOGIN", "x"), "me", Duration.ZERO, EventSink.silent());
        if (isRefused) {
            assertThatThrownBy(() -> terms.wanted(around))
                    .hasMessageContaining("The image app would be pushed as " + name
                            + ", which is not below preview.registry, r.example.org:5000/previews (rule registry)");
        } else {
            assertThatCode(() -> terms.wanted(around)).doesNotThrowAnyException();
        }
    }

    /** No author may have it, although the preview is not deployed with it. */
    @Test
    void theStacksOwnLoginStaysHidden() throws IOException {
        Path file = file("${REGISTRY}/app", "username: pr, password: {env: PR_LOGIN}");
        Files.writeString(directory.resolve("password"), "canary");

        ConfinedFiles files = new ConfinedFiles(preview(file));

        assertThatThrownBy(() -> files.read(directory.resolve("password"), 100))
                .hasMessageContaining("a secret of the trusted side");
    }

    @Test
    void itsLoginIsWhole() throws IOException {
        Path file = file("${REGISTRY}/app", "username: pr");

        assertThatThrownBy(() -> preview(file)).hasMessageContaining("preview.registry.password");
    }
}
