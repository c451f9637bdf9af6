package io.jenkins.plugins.flaskbbswarm.preview.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
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

/** What a service of a preview gets that says nothing itself, and what it keeps that it says. */
class PreviewDefaultsTest {
    @TempDir
    private Path directory;

    private JsonNode task(String service, String networks) throws IOException {
        Files.writeString(directory.resolve("deploy.yml"), """
                stack: forum
                engine: {host: "tcp://127.0.0.1:1"}
                files: [stack.yml]
                preview:
                  repository: forum/forum
                  name: "pr-${PR}"
                  host: "pr-${PR}.example.org"
                  limits: {task: {cpus: "0.5", memory: 256m, pids: 64, log: 3m}}
                  policy: {images: [nginx], networks: [shared], constraints: [node.labels.previews == yes]}
                """);
        Files.writeString(
                directory.resolve("stack.yml"),
                "version: '3.8'\nservices:\n  app:\n    image: nginx\n    " + service + "\n" + networks + "\n");
        PreviewConfig config =
                PreviewFile.read(directory.resolve("deploy.yml"), List.of(), Map.of(), PullRequest.of(7));
        return new PreviewDeploymentPolicy(config)
                .wanted(new DeploymentContext(Map.of(), "me", Duration.ZERO, EventSink.silent()))
                .services()
                .get(0)
                .body()
                .path("TaskTemplate");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '!', textBlock = """
                    command: [run]                                                       | /Resources/Limits        | {"NanoCPUs":500000000,"MemoryBytes":268435456,"Pids":64}
                    command: [run]                                                       | /Resources/Reservations  | {"NanoCPUs":50000000,"MemoryBytes":67108864}
                    deploy: {resources: {limits: {cpus: '2', memory: 32m, pids: 10}}}    | /Resources/Limits        | {"NanoCPUs":2000000000,"MemoryBytes":33554432,"Pids":10}
                    deploy: {resources: {limits: {cpus: '2', memory: 32m, pids: 10}}}    | /Resources/Reservations  | {"NanoCPUs":50000000,"MemoryBytes":33554432}
                    deploy: {resources: {limits: {pids: 0}}}                             | /Resources/Limits/Pids   | 64
                    command: [run]                                                       | /LogDriver               | {"Name":"json-file","Options":{"max-size":"1024k","max-file":"3"}}
                    logging: {driver: local, options: {max-size: 600k}}                  | /LogDriver               | {"Name":"local","Options":{"max-size":"600k"}}
                    logging: {driver: none}                                              | /LogDriver/Name          | "none"
                    command: [run]                                                       | /Placement/Constraints   | ["node.role != manager"]
                    deploy: {placement: {constraints: ['node.labels.previews == yes']}}  | /Placement/Constraints   | ["node.labels.previews == yes","node.role != manager"]
                    deploy: {placement: {constraints: ['node.role!=manager']}}           | /Placement/Constraints   | ["node.role!=manager"]
                    command: [run]                                                       | /ContainerSpec/CapabilityDrop | ["CAP_NET_RAW"]
                    cap_drop: [chown, NET_RAW]                                           | /ContainerSpec/CapabilityDrop | ["CAP_CHOWN","CAP_NET_RAW"]
                    cap_drop: [ALL]                                                      | /ContainerSpec/CapabilityDrop | ["ALL"]
                    volumes: [{type: tmpfs, target: /t}]                                 | /ContainerSpec/Mounts/0/TmpfsOptions | {"SizeBytes":67108864}
                    """)
    void isFilledIn(String service, String field, String value) throws IOException {
        assertThat(task(service, "").at(field)).hasToString(value);
    }

    @Test
    void onASharedNetworkAServiceIsNotKnownByItsKey() throws IOException {
        JsonNode networks = task(
                        "networks: {own: {aliases: [redis]}, other: {aliases: [pr-7-app]}}",
                        "networks: {own: {}, other: {external: true, name: shared}}")
                .path("Networks");
        assertThat(networks)
                .hasToString("[{\"Target\":\"pr-7_own\",\"Aliases\":[\"redis\",\"app\"]},"
                        + "{\"Target\":\"shared\",\"Aliases\":[\"pr-7-app\"]}]");
    }

    @Test
    void whatIsGivenTheRedisOfItsOwnIsOnItsNetworkAndNothingElseIs() throws IOException {
        Files.writeString(directory.resolve("deploy.yml"), """
                stack: forum
                files: [stack.yml]
                secrets: {cache: {env: NOWHERE}}
                preview:
                  repository: forum/forum
                  name: "pr-${PR}"
                  host: "pr-${PR}.example.org"
                  redis: {secret: cache}
                  policy: {images: [nginx]}
                """);
        Files.writeString(directory.resolve("stack.yml"), """
                services:
                  app: {image: nginx, secrets: [cache]}
                  web: {image: nginx}
                secrets: {cache: {external: true}}
                """);
        PreviewDeploymentPolicy terms = new PreviewDeploymentPolicy(
                PreviewFile.read(directory.resolve("deploy.yml"), List.of(), Map.of(), PullRequest.of(7)));
        DesiredStack wanted = terms.terms()
                .finish()
                .apply(terms.wanted(new DeploymentContext(Map.of(), "me", Duration.ZERO, EventSink.silent())));

        assertThat(wanted.networks())
                .filteredOn(DesiredNetwork::isExternal)
                .extracting(DesiredNetwork::name)
                .containsExactly("pr-7_preview-redis");
        assertThat(wanted.services())
                .extracting(service ->
                        service.key() + service.body().toString().contains("{\"Target\":\"pr-7_preview-redis\"}"))
                .containsExactly("apptrue", "webfalse");
    }
}
