package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredService;
import io.jenkins.plugins.flaskbbswarm.spec.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.jenkins.plugins.flaskbbswarm.plan.NormalFormTest.parse;
import static org.assertj.core.api.Assertions.assertThat;

class VersioningTest {
    private static final Namespace BB = new Namespace("bb");
    private final Map<String, Observed.Item> swarm = new HashMap<>();
    private byte next;

    @Test
    void aConfigIsCalledByItsContent() {
        DesiredObject config =
                versioned(List.of(), List.of(object("c", "one"))).configs().get(0);
        assertThat(config.name()).isEqualTo("bb_c-7692c3ad3540"); // the beginning of sha256("one")
        assertThat(config.body().orElseThrow().path("Name").asText()).isEqualTo(config.name());
    }

    @Test
    void aServiceRefersToTheVersionAndKeepsThePath() {
        DesiredStack stack = versioned(List.of(object("s", "one")), List.of());
        assertThat(stack.services().get(0).body().at("/TaskTemplate/ContainerSpec/Secrets/0"))
                .isEqualTo(parse("{'SecretName':'%s','File':{'Name':'s'}}"
                        .formatted(stack.secrets().get(0).name())));
    }

    @Test
    void theSameSecretKeepsItsVersion() {
        String first = deploySecret("one");
        assertThat(deploySecret("one")).isEqualTo(first);
    }

    @Test
    void anotherValueIsAnotherVersionAndTheWayBackLeadsToTheOld() {
        String first = deploySecret("one");
        assertThat(deploySecret("two")).isNotEqualTo(first);
        assertThat(deploySecret("one")).isEqualTo(first);
    }

    @Test
    void theSameValueElsewhereLooksDifferent() {
        DesiredStack stack = versioned(List.of(object("s", "one"), object("t", "one")), List.of());
        assertThat(suffix(stack.secrets().get(0)))
                .isNotEqualTo(suffix(stack.secrets().get(1)));
    }

    @Test
    void aGeneratedSecretIsMadeOnceAndKept() {
        DesiredObject generated = new DesiredObject("s", "bb_s", Optional.of(body("bb_s")), Optional.empty());
        DesiredObject first = versioned(List.of(generated), List.of()).secrets().get(0);
        keep(first);
        assertThat(first.content().orElseThrow().length()).isEqualTo(64);
        assertThat(versioned(List.of(generated), List.of()).secrets().get(0).name())
                .isEqualTo(first.name());
    }

    private String deploySecret(String value) {
        DesiredObject secret =
                versioned(List.of(object("s", value)), List.of()).secrets().get(0);
        keep(secret);
        return secret.name();
    }

    private void keep(DesiredObject secret) {
        ObjectNode labels = secret.body().orElseThrow().withObject("/Labels");
        swarm.put(
                secret.name(),
                new Observed.Item(
                        "id",
                        secret.name(),
                        "2026-01-0" + (swarm.size() + 1),
                        Map.of(
                                Namespace.LABEL,
                                "bb",
                                Labels.OBJECT,
                                labels.path(Labels.OBJECT).asText(),
                                Labels.SALT,
                                labels.path(Labels.SALT).asText())));
    }

    private DesiredStack versioned(List<DesiredObject> secrets, List<DesiredObject> configs) {
        ObjectNode body = (ObjectNode)
                parse(
                        "{'Name':'bb_app','TaskTemplate':{'ContainerSpec':{'Secrets':[{'SecretName':'bb_s','File':{'Name':'s'}}]}}}");
        DesiredService app = new DesiredService("app", "bb_app", ImageReference.parse("a"), List.of(), body);
        DesiredStack stack = new DesiredStack(BB, List.of(), secrets, configs, List.of(app));
        Observed observed = new Observed(Map.of(), Map.of(), swarm, Map.of());
        return new Versioning(stack, observed, this::bytes).versioned();
    }

    private synchronized byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        bytes[0] = ++next;
        return bytes;
    }

    private static DesiredObject object(String key, String value) {
        Content content = Content.of(value.getBytes(StandardCharsets.UTF_8));
        return new DesiredObject(key, "bb_" + key, Optional.of(body("bb_" + key)), Optional.of(content));
    }

    private static ObjectNode body(String name) {
        return (ObjectNode) parse("{'Name':'%s','Labels':{'com.docker.stack.namespace':'bb'}}".formatted(name));
    }

    private static String suffix(DesiredObject object) {
        return object.name().substring(object.name().lastIndexOf('-'));
    }
}
