package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.deploy.StackDeployOptions.ReleaseMode;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What a plan says of what may not work later. */
class PreflightWarningsTest {
    private static final String REGISTRY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

    @TempDir
    private Path docker;

    private FakeDeployments fake;

    @BeforeEach
    void start() throws Exception {
        fake = new FakeDeployments(Map.of("DOCKER_CONFIG", docker.toString()));
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aNetworkThatAnUpdateFills() throws Exception {
        fake.planText(StackDeployOptions.DEFAULT, """
                version: "3.8"
                services: {app: {image: a, deploy: {replicas: 4}}}
                networks: {default: {ipam: {config: [{subnet: 10.9.0.0/29}]}}}
                """);
        assertThat(fake.events)
                .contains(new Event.Warning(
                        "network bb_default",
                        "its subnet is nearly exhausted: its subnet 10.9.0.0/29 has 5 addresses for services and tasks, and this"
                                + " stack's need 5, to which nodes and updates that start new tasks first may add 1, and"
                                + " other stacks theirs; tasks without an address never start",
                        "give it a larger subnet (ipam), or put the services on several networks"));
    }

    @Test
    void aGlobalServiceThatNoNodeCanRun() throws Exception {
        fake.planText(StackDeployOptions.DEFAULT, """
                version: "3.8"
                services:
                  app: {image: a, deploy: {mode: global, placement: {constraints: [node.labels.nope == 1]}}}
                  other: {image: a, deploy: {mode: global}}
                """);
        assertThat(fake.events)
                .filteredOn(event -> event instanceof Event.Warning warning
                        && warning.subject().startsWith("service "))
                .singleElement()
                .asString()
                .contains("service bb_app", "no node can run it", "'node.labels.nope == 1' fails")
                .contains("a global service without a node has no task");
    }

    @Test
    void aLoginThatEndsSoon() throws Exception {
        Files.writeString(docker.resolve("config.json"), """
                {"auths": {"%s": {"auth": "QVdTOnNlY3JldA=="}}}
                """.formatted(REGISTRY));
        StackDeployOptions withLogins =
                new StackDeployOptions(ImageResolutionPolicy.NEVER, false, true, ReleaseMode.USUAL);
        fake.plan(withLogins, "app: {image: '" + REGISTRY + "/app:1'}", "other: {image: '" + REGISTRY + "/app:2'}");
        assertThat(fake.events)
                .containsOnlyOnce(new Event.Warning(
                        "registry " + REGISTRY,
                        "its login expires after 12 hours; tasks that are rescheduled later cannot pull the image",
                        "use a login that lasts, or schedule a redeploy before it expires"));
        assertThat(fake.events.toString()).doesNotContain("secret");
    }

    @Test
    void usuallyNothing() throws Exception {
        fake.plan(StackDeployOptions.DEFAULT, "app: {image: 'a:1'}");
        assertThat(fake.events).noneMatch(Event.Warning.class::isInstance);
    }
}
