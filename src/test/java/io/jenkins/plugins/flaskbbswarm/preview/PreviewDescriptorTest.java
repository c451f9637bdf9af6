package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.engine.TestIdentity;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.images.TrustedCa;
import io.jenkins.plugins.flaskbbswarm.preview.config.Preview;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewSettings;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is kept of a preview is enough to end it, and holds no secret nor a place where somebody else's might be. */
class PreviewDescriptorTest {
    private static final Optional<SecretSource> ADMIN = Optional.of(new SecretSource.Generate());
    private static final Optional<SecretSource> NONE = Optional.empty();
    private static final String FILE = """
            stack: forum
            registry: {address: "r.test:5000", username: ci, password: {PASSWORD}}
            files: [stack.yml]
            preview:
              repository: forum/forum
              name: "forum-pr-${PR}"
              host: "pr-${PR}.example.org"
              database: {secret: connection, admin: {ADMIN}, image: "pg:16", networks: [db-net], timeout: 30s}
              redis: {secret: redis, url: {file: /etc/shadow}}
            """;

    @TempDir
    private Path directory;

    private PreviewDescriptor note(String password, String admin, Map<String, String> environment) throws Exception {
        Path file = directory.resolve("deploy.yml");
        Files.writeString(file, FILE.replace("{PASSWORD}", password).replace("{ADMIN}", admin));
        return PreviewDescriptor.of(PreviewFile.read(file, List.of(), Map.of(), PullRequest.of(12)), environment);
    }

    @Test
    void keepsIdsOfCredentialsAndNoOtherPlaceOfASecret() throws Exception {
        PreviewDescriptor note = note(
                "{credential: registry}",
                "{credential: preview-admin}",
                Map.of("DOCKER_HOST", "tcp://swarm:2376", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs"));
        assertThat(note)
                .isEqualTo(new PreviewDescriptor(
                        "forum-pr-12",
                        "forum/forum",
                        12,
                        "tcp://swarm:2376",
                        "/certs",
                        List.of(new PreviewDescriptor.Registry("r.test:5000", "ci", "registry")),
                        List.of(new PreviewDescriptor.Server(
                                "preview-admin", "pg:16", List.of("db-net"), List.of(), 30, "")),
                        List.of(new PreviewDescriptor.Server("", "", List.of(), List.of(), 0, "")),
                        List.of()));
        assertThat(PreviewDescriptor.parse(note.json())).isEqualTo(note);
        assertThat(note("{env: AWS_KEY}", "{file: /etc/passwd}", Map.of()).json())
                .doesNotContain("AWS_KEY", "/etc/passwd", "/etc/shadow");
    }

    @Test
    void knowsHowTagsGo() throws Exception {
        String pem = TestIdentity.make(directory, "ca", "EC", "dns:r.test").certificateText();
        Files.writeString(directory.resolve("ca.pem"), pem + "-----BEGIN PRIVATE KEY-----\n");
        Path file = directory.resolve("deploy.yml");
        Files.writeString(
                file,
                FILE.replace("{PASSWORD}", "{env: A}").replace("{ADMIN}", "{env: A}")
                        + "  remove-tags: true\n  registry-ca: ca.pem\n");
        PreviewDescriptor note =
                PreviewDescriptor.of(PreviewFile.read(file, List.of(), Map.of(), PullRequest.of(12)), Map.of());
        assertThat(note.json()).doesNotContain("PRIVATE KEY");
        PreviewSettings.Tags tags = PreviewDescriptor.parse(note.json())
                .toEnd(NONE, NONE)
                .settings()
                .tags()
                .orElseThrow();
        assertThat(tags.ca().orElseThrow().pem()).isEqualTo(TrustedCa.parse(pem).pem());
    }

    @Test
    void aLaterVersionMaySayMore() {
        assertThatThrownBy(() -> PreviewDescriptor.parse("{")).isInstanceOf(IllegalArgumentException.class);
        assertThat(PreviewDescriptor.parse("{\"stack\":\"a\",\"new\":1}").stack())
                .isEqualTo("a");
    }

    @Test
    void isEnoughToEndThePreview() throws Exception {
        try (FakeSwarm swarm = FakeSwarm.withNodes("n1");
                PreviewBench bench = new PreviewBench(swarm.address(), directory)) {
            bench.up(1);
            bench.up(2);
            PreviewDescriptor note = PreviewDescriptor.parse(
                    PreviewDescriptor.of(bench.config(1), Map.of()).json());
            assertThat(bench.down(note.toEnd(ADMIN, NONE)))
                    .get()
                    .extracting(Preview::pullRequest)
                    .isEqualTo(1);
            assertThat(bench.down(note.toEnd(ADMIN, NONE))).isEmpty();

            bench.later(Duration.ofHours(2));
            assertThat(bench.sweep(note.toSweep(ADMIN, NONE)).swept())
                    .extracting(swept -> swept.stack().name())
                    .containsExactly("pr-2");
            assertThat(bench.objects()).isEmpty();
            assertThat(bench.databases().names()).isEmpty();
        }
    }
}
