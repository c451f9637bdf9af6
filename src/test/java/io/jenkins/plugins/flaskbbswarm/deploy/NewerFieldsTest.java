package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.compose.ComposeLoader;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Fields that the engine does not know are told of, and are no difference for ever; the in-memory swarm speaks API 1.41. */
class NewerFieldsTest {
    private static final StackDeployOptions OPTIONS =
            new StackDeployOptions(ImageResolutionPolicy.NEVER, true, false, StackDeployOptions.ReleaseMode.USUAL);

    private static final String FILE = """
            services:
              app:
                image: a:1
                healthcheck:
                  test: [CMD, "true"]
                  start_interval: 1s
                volumes:
                  - {type: volume, source: v, target: /v}
                  - type: volume
                    source: v
                    target: /w
                    volume: {subpath: w}
            volumes: {v: {}}
            """;

    @Test
    void areWarnedOfWithTheirPlaceAndMakeNoUpdatesOrReleases() throws Exception {
        try (FakeDeployments deployments = new FakeDeployments()) {
            assertThat(deployments.deployText(OPTIONS, FILE).release()).isEqualTo(1);
            assertThat(deployments.events)
                    .filteredOn(Event.Warning.class::isInstance)
                    .map(Event::toString)
                    .anyMatch(text -> text.contains("stack.yml:6:23: services.app.healthcheck.start_interval")
                            && text.contains("it needs Docker Engine 25.0 (API 1.44) or newer"))
                    .anyMatch(text -> text.contains("stack.yml:12:27: services.app.volumes.volume.subpath")
                            && text.contains("it needs Docker Engine 26.0 (API 1.45) or newer"));

            deployments.swarm.forgetRequests();
            assertThat(deployments.deployText(OPTIONS, FILE).changed()).isFalse();
            assertThat(deployments.deployText(OPTIONS, FILE).release()).isEqualTo(1);
            assertThat(deployments.swarm.writes()).isEmpty();
            assertThat(deployments.planText(OPTIONS, FILE).plan().actions()).isEmpty();
            assertThat(deployments
                            .commands()
                            .drift(FakeDeployments.STACK)
                            .plan()
                            .actions())
                    .isEmpty();
        }
    }

    /** An engine does not drop a type of mount, but refuses it when networks are made already. */
    @Test
    void volumesOfTheSwarmAreRefusedBeforeAnythingIsTouched() throws Exception {
        String file = """
                services: {app: {image: 'a:1', volumes: [{type: cluster, source: v, target: /v}]}}
                volumes: {v: {}}
                """;
        try (FakeDeployments deployments = new FakeDeployments()) {
            assertThatThrownBy(() -> deployments.deployText(OPTIONS, file))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(
                            "services.app.volumes[/v]: the engine has no mounts of type cluster (API 1.41);"
                                    + " it needs Docker Engine 23.0 (API 1.42) or newer");
            assertThat(deployments.swarm.writes()).isEmpty();
        }
    }

    /** No engine has them for services, so it would be wrong to name one. */
    @Test
    void optionsOfBindMountsAreInNoEngine() throws Exception {
        String file = """
                services: {app: {image: 'a:1', volumes: [{type: bind, source: /a, target: /v, bind: {create_host_path: true}}]}}
                """;
        try (FakeDeployments deployments = new FakeDeployments()) {
            deployments.deployText(OPTIONS, file);
            assertThat(deployments.events)
                    .filteredOn(Event.Warning.class::isInstance)
                    .map(Event::toString)
                    .noneMatch(text -> text.contains("Docker Engine 29"));
            deployments.swarm.forgetRequests();
            assertThat(deployments.deployText(OPTIONS, file).changed()).isFalse();
            assertThat(deployments.swarm.writes()).isEmpty();
        }
    }

    @Test
    void areRefusedByAStrictDeploymentBeforeAnythingIsTouched() throws Exception {
        try (FakeDeployments deployments = new FakeDeployments()) {
            byte[] bytes = FILE.getBytes(StandardCharsets.UTF_8);
            var strict = ComposeLoader.load(
                    List.of(ComposeSource.of("stack.yml", Path.of(""), bytes)),
                    Variables.none(),
                    Mode.STRICT,
                    new DiskFiles());
            assertThatThrownBy(() -> deployments.commands().deploy(FakeDeployments.STACK, strict, OPTIONS))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("stack.yml:6:23: services.app.healthcheck.start_interval is not known to the"
                            + " engine (API 1.41); it needs Docker Engine 25.0 (API 1.44) or newer")
                    .hasMessageContaining("services.app.volumes.volume.subpath");
            assertThat(deployments.swarm.writes()).isEmpty();
        }
    }
}
