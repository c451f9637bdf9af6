package io.jenkins.plugins.flaskbbswarm.preview;

import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryAuth;
import io.jenkins.plugins.flaskbbswarm.engine.RegistryLogins;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.images.RegistryTags;
import io.jenkins.plugins.flaskbbswarm.images.TrustedCa;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Tags in a real registry, of the kind that removes whole images only. */
@RequiresLab
class TagsLabTest {
    private static final String DEPLOY = """
            stack: tags
            variables: {REGISTRY: {env: LAB_REGISTRY}, BASE: {env: LAB_BUSYBOX}, TAG: "1"}
            registry: {address: "${REGISTRY}", username: lab, password: {env: LAB_REGISTRY_PASSWORD}}
            images:
              app: {context: app, name: "${REGISTRY}/tags-app", tags: ["${TAG}"], args: {BASE: "${BASE}"}}
            files: [stack.yml]
            rollout: {monitor: 100ms, deadline: 1m}
            preview:
              repository: lab/tags
              name: "tags-pr-${PR}"
              host: "pr-${PR}.tags.example.org"
              policy: {images: ["*"], placement: [node.role == manager], variables: [REGISTRY, BASE]}
              remove-tags: true
              registry-ca: CA
            """;
    private static final String STACK = """
            version: "3.8"
            services:
              app:
                image: "${REGISTRY}/tags-app:${TAG}"
                stop_grace_period: 0s
                deploy: {endpoint_mode: dnsrr}
            """;

    @TempDir
    private Path directory;

    private RegistryTags registry;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(directory.resolve("deploy.yml"), DEPLOY.replace("CA", Lab.variable("LAB_REGISTRY_CA")));
        Files.writeString(directory.resolve("stack.yml"), STACK);
        source("one " + directory);
        registry = new RegistryTags(
                RegistryLogins.of(List.of(new RegistryAuth(
                        Lab.variable("LAB_REGISTRY"),
                        Lab.variable("LAB_REGISTRY_USER"),
                        Lab.variable("LAB_REGISTRY_PASSWORD").toCharArray()))),
                Optional.of(TrustedCa.parse(Files.readString(Path.of(Lab.variable("LAB_REGISTRY_CA"))))));
        sweep();
    }

    @AfterEach
    void end() throws Exception {
        sweep();
    }

    private void source(String text) throws IOException {
        Files.createDirectories(directory.resolve("app"));
        Files.writeString(
                directory.resolve("app/Dockerfile"),
                "ARG BASE\nFROM ${BASE}\nCMD [\"sleep\", \"1000\"]\nRUN echo '" + text + "' >/what\n");
    }

    private Set<String> tags() throws InterruptedException {
        return registry.of(ImageReference.parse(Lab.variable("LAB_REGISTRY") + "/tags-app")).keySet().stream()
                .filter(tag -> tag.startsWith("pr-"))
                .collect(Collectors.toSet());
    }

    private int images() throws InterruptedException {
        return Set.copyOf(registry.of(ImageReference.parse(Lab.variable("LAB_REGISTRY") + "/tags-app"))
                        .values())
                .size();
    }

    private PreviewConfig config(int number, String commit) {
        PullRequest pullRequest = new PullRequest(number, Optional.empty(), Optional.of(commit), Optional.empty());
        return PreviewFile.read(directory.resolve("deploy.yml"), List.of(), System.getenv(), pullRequest);
    }

    private static DeploymentContext surroundings() {
        return new DeploymentContext(System.getenv(), "lab test", Duration.ofMinutes(1), EventSink.silent());
    }

    private void up(int number, String commit) throws Exception {
        new PreviewUp(config(number, commit), surroundings(), Duration.ZERO).run();
    }

    private void down(int number) throws Exception {
        new PreviewDown(config(number, "aaaaaaa"), surroundings()).run();
    }

    private void sweep() throws Exception {
        new PreviewSweep(PreviewFile.read(directory.resolve("deploy.yml"), List.of(), System.getenv()), surroundings())
                .run(new PreviewSweep.Options(Optional.of(Set.of()), Duration.ZERO, false))
                .requireClean();
    }

    @Test
    void ofEachPushGoAndWhatAnotherPreviewRunsStays() throws Exception {
        int before = images();
        up(1, "aaaaaaa");
        up(2, "bbbbbbb");
        source("two " + directory);
        up(1, "ccccccc");
        assertThat(tags()).containsExactlyInAnyOrder("pr-1-aaaaaaa", "pr-1-ccccccc", "pr-2-bbbbbbb");

        down(1);
        assertThat(tags()).containsExactly("pr-2-bbbbbbb");
        source("one " + directory);
        up(2, "bbbbbbb");
        down(2);
        assertThat(tags()).isEmpty();
        assertThat(images()).isEqualTo(before);
    }

    @Test
    void ofSeveralThatAreMadeAtOnceAreOneImage() throws Exception {
        int before = images();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Void>> ups = new ArrayList<>();
        for (int number = 11; number < 15; number++) {
            int pullRequest = number;
            ups.add(() -> {
                up(pullRequest, "ddddddd");
                return null;
            });
        }
        for (Future<Void> up : threads.invokeAll(ups)) {
            up.get();
        }
        threads.shutdown();
        assertThat(tags())
                .containsExactlyInAnyOrder("pr-11-ddddddd", "pr-12-ddddddd", "pr-13-ddddddd", "pr-14-ddddddd");
        assertThat(images()).isEqualTo(before + 1);
        assertThat(running()).hasSize(1);

        sweep();
        assertThat(tags()).isEmpty();
        assertThat(images()).isEqualTo(before);
    }

    /** The digests that the services of previews run. */
    private static Set<String> running() throws InterruptedException {
        try (Engine engine = Engine.connect(EngineAddress.parse(Lab.engine()))) {
            return engine.services().list(Filters.none()).stream()
                    .filter(service -> service.at("/Spec/Name").asText().startsWith("tags-pr-"))
                    .map(service -> service.at("/Spec/TaskTemplate/ContainerSpec/Image")
                            .asText()
                            .replaceFirst(".*@", ""))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void ofACreationThatWasKilledAreFoundByTheSweep() throws Exception {
        int before = images();
        LabPreviews.upKilledAt(directory.resolve("deploy.yml"), 3, "service tags-pr-3_app: created");
        assertThat(tags()).containsExactly("pr-3");

        sweep();
        assertThat(tags()).isEmpty();
        assertThat(images()).isEqualTo(before);
    }
}
