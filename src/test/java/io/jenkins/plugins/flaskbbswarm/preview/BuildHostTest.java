package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentPhases;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.deploy.Redeploy;
import io.jenkins.plugins.flaskbbswarm.deploy.RedeployPolicy;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.fakeengine.FakeSwarm;
import io.jenkins.plugins.flaskbbswarm.fakeengine.Recorded;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Images are built and pushed on the engine that {@code build.host} names; the manager does nothing of it. */
class BuildHostTest {
    private static final String REGISTRY = "registry.test:5000";
    private static final String BUILT = "/build|/images/.*|/session";

    private final FakeSwarm manager = FakeSwarm.withNodes("n1");
    private final FakeSwarm builder = FakeSwarm.withNodes("b1").hasRegistry(REGISTRY);

    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        write("stack.yml", "services: {app: {image: '" + REGISTRY + "/app:${TAG}'}}\n");
        Files.createDirectories(directory.resolve("app"));
        write("app/Dockerfile", "FROM debian:13\n");
        deployFile("build: {host: '" + builder.address() + "'}", "builder: own");
    }

    private void deployFile(String build, String policy) throws IOException {
        write("deploy.yml", """
                stack: forum
                engine: {host: "%s"}
                %s
                variables: {TAG: "1"}
                images: {app: {name: %s/app, tags: ["${TAG}"], context: app}}
                files: [stack.yml]
                rollout: {monitor: 1ms, deadline: 20s}
                preview:
                  repository: forum/forum
                  name: "pr-${PR}"
                  host: "pr-${PR}.example.org"
                  policy: {placement: [], %s}
                """.formatted(manager.address(), build, REGISTRY, policy));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @AfterEach
    void stop() {
        manager.close();
        builder.close();
    }

    private static DeploymentContext around() {
        return new DeploymentContext(Map.of(), "me", Duration.ZERO, EventSink.silent());
    }

    private void preview() throws Exception {
        new PreviewUp(
                        PreviewFile.read(directory.resolve("deploy.yml"), List.of(), Map.of(), PullRequest.of(7)),
                        around(),
                        Duration.ZERO)
                .run();
    }

    private io.jenkins.plugins.flaskbbswarm.deploy.DeployConfig config() {
        return DeployFile.read(directory.resolve("deploy.yml"), List.of(), Map.of());
    }

    private static List<String> builds(FakeSwarm engine) {
        return engine.writes().stream()
                .map(Recorded::path)
                .filter(path -> path.matches(BUILT))
                .toList();
    }

    private void isBuiltThere(String service) {
        assertThat(builds(manager)).isEmpty();
        assertThat(builds(builder)).contains("/build").anyMatch(path -> path.endsWith("/push"));
        String digest = builder.registry().values().iterator().next();
        assertThat(manager.tasks(service).get(0).at("/Spec/ContainerSpec/Image").asText())
                .endsWith("@" + digest);
    }

    @Test
    void ofADeployment() throws Exception {
        new Deployment(config(), around()).run();
        isBuiltThere("forum_app");
        assertThat(builder.writes()).noneMatch(write -> write.path().startsWith("/services"));
    }

    @Test
    void ofARedeployOnNewerBaseImages() throws Exception {
        new Redeploy(config(), around(), RedeployPolicy.ANY).run();
        isBuiltThere("forum_app");
    }

    @Test
    void ofThePhasesOneByOne() throws Exception {
        assertThat(new DeploymentPhases(config(), around()).build()).containsEntry("app", "built");
        assertThat(new DeploymentPhases(config(), around()).push()).containsKey("app");
        assertThat(manager.writes()).isEmpty();
        assertThat(builds(builder)).contains("/build").anyMatch(path -> path.endsWith("/push"));
    }

    @Test
    void ofAPreviewIfItIsNoManager() throws Exception {
        builder.isNoManager();
        preview();
        isBuiltThere("pr-7_app");
    }

    @Test
    void previewsAreNotBuiltOnAManager() {
        assertThatThrownBy(this::preview)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("The engine that build.host names is a manager of a swarm")
                .hasMessageContaining("(rule builder)");
        assertThat(builder.writes()).isEmpty();
        assertThat(builds(manager)).isEmpty();
        assertThat(manager.tasks("pr-7_app")).isEmpty();
    }

    @Test
    void previewsAreNotBuiltWithoutABuilder() throws Exception {
        deployFile("", "builder: own");
        assertThatThrownBy(this::preview)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("(rule builder); name an engine that is no manager in build.host");
        assertThat(manager.writes()).isEmpty();
    }

    @Test
    void aBuilderHasAHostAndAPolicyIsOwn() throws Exception {
        deployFile("build: {certificates: x}", "builder: 'no'");
        assertThatThrownBy(this::config).hasMessageContaining("build.host").hasMessageContaining("as engine.host does");
        assertThatThrownBy(this::preview).hasMessageContaining("'no' is not a valid builder; write own");
    }
}
