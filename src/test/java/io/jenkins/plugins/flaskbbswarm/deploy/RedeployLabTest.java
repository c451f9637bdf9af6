package io.jenkins.plugins.flaskbbswarm.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.engine.ByHand;
import io.jenkins.plugins.flaskbbswarm.engine.Engine;
import io.jenkins.plugins.flaskbbswarm.engine.EngineAddress;
import io.jenkins.plugins.flaskbbswarm.engine.Filters;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.lab.EngineProxy;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** A scheduled redeploy on a real engine, with a base image that a real registry holds. */
@RequiresLab
class RedeployLabTest {
    private static final Namespace STACK = new Namespace("redeployed");
    private static final String APP = "redeployed_app";
    private static final int MOST_REQUESTS_OF_NOTHING = 11;

    @TempDir
    private Path directory;

    private EngineProxy proxy;
    private Engine engine;

    @BeforeEach
    void deployed() throws Exception {
        proxy = new EngineProxy();
        engine = Engine.connect(EngineAddress.parse(Lab.engine()));
        remove();
        write("deploy.yml", """
                stack: redeployed
                engine: {host: "ADDRESS"}
                registry: {address: "${REGISTRY}", username: lab, password: {env: LAB_REGISTRY_PASSWORD}}
                variables: {REGISTRY: {env: LAB_REGISTRY}}
                images:
                  app: {name: "${REGISTRY}/redeployed-app", tags: ["1"], context: app, args: {BASE: "${REGISTRY}/redeployed-base:1"}}
                files: [stack.yml]
                rollout: {monitor: 1ms, deadline: 1m}
                """.replace("ADDRESS", proxy.address()));
        write("base.yml", """
                stack: base
                engine: {host: "ADDRESS"}
                registry: {address: "${REGISTRY}", username: lab, password: {env: LAB_REGISTRY_PASSWORD}}
                variables: {REGISTRY: {env: LAB_REGISTRY}}
                images:
                  base: {name: "${REGISTRY}/redeployed-base", tags: ["1"], context: base}
                files: [stack.yml]
                """.replace("ADDRESS", proxy.address()));
        write("stack.yml", """
                version: "3.8"
                services:
                  app:
                    image: ${REGISTRY}/redeployed-app:1
                    entrypoint: [sh, -c]
                    command: ["cat /base /app/main; sleep 1000"]
                    stop_grace_period: 1s
                    deploy: {endpoint_mode: dnsrr, replicas: 2}
                """);
        write("base/Dockerfile", "FROM " + Lab.variable("LAB_REGISTRY_BUSYBOX") + "\nCOPY text /base\n");
        write("app/Dockerfile", "ARG BASE\nFROM ${BASE}\nCOPY . /app\n");
        write("app/main", "one");
        pushBase("the first base of " + System.nanoTime());
        redeploy();
    }

    @AfterEach
    void remove() throws Exception {
        try (StackCommands commands =
                StackCommands.open(new DeployConfig.Engine(Optional.of(Lab.engine()), Optional.empty()), around())) {
            commands.remove(STACK);
        }
    }

    @AfterEach
    void close() {
        proxy.close();
        engine.close();
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static DeploymentContext around() {
        return new DeploymentContext(System.getenv(), "cron", Duration.ZERO, EventSink.silent());
    }

    /** Nobody but the registry hears of it. */
    private void pushBase(String text) throws Exception {
        write("base/text", text);
        DeployConfig base = DeployFile.read(directory.resolve("base.yml"), List.of(), System.getenv());
        DeploymentImages images =
                new DeploymentImages(engine, RegistryLoginResolver.of(base, around()), EventSink.silent());
        images.build(base.images());
        assertThat(images.push()).isEqualTo("1 of 1 pushed");
    }

    private RedeployResult redeploy() throws Exception {
        proxy.takeRequests();
        DeployConfig config = DeployFile.read(directory.resolve("deploy.yml"), List.of(), System.getenv());
        return new Redeploy(config, around(), RedeployPolicy.ANY).run();
    }

    private Set<String> tasks() throws InterruptedException {
        return engine.tasks().list(Filters.none().and("service", APP).and("desired-state", "running")).stream()
                .map(task -> task.path("ID").asText())
                .collect(Collectors.toSet());
    }

    private JsonNode service() throws InterruptedException {
        return engine.services().inspect(APP).orElseThrow();
    }

    @Test
    void nothingChangedIsNothingWritten() throws Exception {
        Set<String> tasks = tasks();
        long version = service().at("/Version/Index").asLong();
        long begin = System.nanoTime();

        RedeployResult result = redeploy();

        List<String> requests = proxy.takeRequests();
        System.out.printf(
                "an unchanged redeploy: %d requests in %d ms%n",
                requests.size(), (System.nanoTime() - begin) / 1_000_000);
        assertThat(result.why()).startsWith("Nothing to do");
        assertThat(requests).hasSizeLessThanOrEqualTo(MOST_REQUESTS_OF_NOTHING).noneMatch(EngineProxy::isWrite);
        assertThat(tasks()).isEqualTo(tasks).hasSize(2);
        assertThat(service().at("/Version/Index").asLong()).isEqualTo(version);
    }

    @Test
    void aNewBaseImageIsRebuiltAndRolled() throws Exception {
        Set<String> tasks = tasks();
        String image = image();
        pushBase("a newer base of " + System.nanoTime());

        RedeployResult result = redeploy();

        assertThat(result.reasons()).extracting(RedeployReason::kind).containsExactly(RedeployReason.Kind.BASE_IMAGE);
        assertThat(image()).isNotEqualTo(image);
        assertThat(tasks()).hasSize(2).doesNotContainAnyElementsOf(tasks);
        assertThat(redeploy().why()).startsWith("Nothing to do");
    }

    private String image() throws InterruptedException {
        return service().at("/Spec/TaskTemplate/ContainerSpec/Image").asText();
    }

    @Test
    void driftIsRepaired() throws Exception {
        ByHand.change(engine, APP, spec -> {
            spec.withObject("/Mode/Replicated").put("Replicas", 1);
            spec.withObject("/TaskTemplate/ContainerSpec").putArray("Env").add("BY=hand");
        });

        RedeployResult result = redeploy();

        assertThat(result.reasons()).extracting(RedeployReason::kind).containsExactly(RedeployReason.Kind.DRIFT);
        assertThat(service().at("/Spec/Mode/Replicated/Replicas").asInt()).isEqualTo(2);
        assertThat(service().at("/Spec/TaskTemplate/ContainerSpec/Env")).isEmpty();
        assertThat(redeploy().why()).startsWith("Nothing to do");
    }
}
