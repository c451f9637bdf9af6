package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.convert.SecretFingerprint;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import static io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizerTest.parse;
import static org.assertj.core.api.Assertions.assertThat;

class VersioningTest {
    private static final Namespace BB = new Namespace("bb");
    private final Map<String, SwarmInventory.Item> swarm = new HashMap<>();
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

    /** Of an unchanged deployment, the fingerprint of all secrets together is the only one that is made. */
    @Test
    void unchangedSecretsCostOneFingerprint() {
        List<DesiredObject> secrets = List.of(object("s", "one"), object("t", "two"), object("u", "three"));
        DesiredStack first = release(secrets);
        DesiredStack second = versioning(secrets, List.of(), NONE_ALONE).versioned();
        assertThat(names(second)).isEqualTo(names(first));
        assertThat(second.secrets().get(0).body())
                .isEqualTo(first.secrets().get(0).body());
        release(secrets);
        assertThat(versioning(secrets, List.of(), NONE_ALONE).versioned().secrets())
                .isEqualTo(second.secrets());
    }

    /** It says no more than that something changed. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            one,  two,  another
            two,  one,  three
            onet, wo,   three
            one,  twot, hree
            """)
    void changedSecretsGetTheVersionsThatTheyHaveAlone(String s, String t, String u) {
        DesiredStack first = release(List.of(object("s", "one"), object("t", "two"), object("u", "three")));
        List<DesiredObject> changed = List.of(object("s", s), object("t", t), object("u", u));
        List<String> names = names(versioned(changed, List.of()));
        for (int i = 0; i < 3; i++) {
            boolean isSame =
                    changed.get(i).content().equals(first.secrets().get(i).content());
            assertThat(names.get(i).equals(names(first).get(i))).isEqualTo(isSame);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"salt\":\"zz\",\"versions\":{}}",
                "{\"salt\":\"\",\"versions\":{\"bb_s\":\"x\"}}"
            })
    void aRecordThatSomebodySpoiltIsNoRecord(String label) {
        List<DesiredObject> secrets = List.of(object("s", "one"), object("t", "two"));
        DesiredStack first = release(secrets);
        configs.replaceAll((name, item) -> new SwarmInventory.Item("id", name, item.created(), labels(label)));
        assertThat(names(versioned(secrets, List.of()))).isEqualTo(names(first));
    }

    @Test
    void aVersionThatIsGoneIsMadeAnew() {
        List<DesiredObject> secrets = List.of(object("s", "one"), object("t", "two"));
        DesiredStack first = release(secrets);
        swarm.remove(names(first).get(1));
        List<String> names = names(versioned(secrets, List.of()));
        assertThat(names.get(0)).isEqualTo(names(first).get(0));
        assertThat(names.get(1)).isNotEqualTo(names(first).get(1));
    }

    /** What is shown without an engine needs no fingerprint. */
    @Test
    void aShownStackHasVersionsOfZeros() {
        DesiredStack shown = Versioning.forShow(stack(List.of(object("s", "one")), List.of()));
        assertThat(names(shown)).containsExactly("bb_s-000000000000");
    }

    private static final BiFunction<Content, String, String> NONE_ALONE = (value, salt) -> {
        throw new AssertionError("the fingerprint of one secret was made");
    };

    private final Map<String, SwarmInventory.Item> configs = new HashMap<>();

    private DesiredStack release(List<DesiredObject> secrets) {
        DesiredStack stack = versioned(secrets, List.of());
        Map<String, String> labels =
                Versioning.labels(stack, new SwarmInventory(Map.of(), Map.of(), swarm, configs), this::bytes);
        stack.secrets().stream()
                .filter(secret -> !swarm.containsKey(secret.name()))
                .forEach(this::keep);
        configs.put(
                "release-" + configs.size(),
                new SwarmInventory.Item(
                        "id", "r", "2026-02-0" + (configs.size() + 1), labels(labels.get(Labels.SECRETS))));
        return stack;
    }

    private static Map<String, String> labels(String secrets) {
        return Map.of(Namespace.LABEL, "bb", Labels.RELEASE, "1", Labels.SECRETS, secrets);
    }

    private static List<String> names(DesiredStack stack) {
        return stack.secrets().stream().map(DesiredObject::name).toList();
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
                new SwarmInventory.Item(
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

    private DesiredStack versioned(List<DesiredObject> secrets, List<DesiredObject> objects) {
        return versioning(secrets, objects, SecretFingerprint::of).versioned();
    }

    private Versioning versioning(
            List<DesiredObject> secrets, List<DesiredObject> objects, BiFunction<Content, String, String> fingerprint) {
        SwarmInventory observed = new SwarmInventory(Map.of(), Map.of(), swarm, configs);
        return new Versioning(stack(secrets, objects), observed, this::bytes, fingerprint);
    }

    private static DesiredStack stack(List<DesiredObject> secrets, List<DesiredObject> objects) {
        ObjectNode body = (ObjectNode)
                parse(
                        "{'Name':'bb_app','TaskTemplate':{'ContainerSpec':{'Secrets':[{'SecretName':'bb_s','File':{'Name':'s'}}]}}}");
        DesiredService app = new DesiredService("app", "bb_app", ImageReference.parse("a"), List.of(), body);
        return new DesiredStack(BB, List.of(), secrets, objects, List.of(app));
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
