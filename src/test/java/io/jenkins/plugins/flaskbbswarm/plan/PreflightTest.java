package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredObject;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said before anything is touched. */
class PreflightTest {
    private static final String LONG_KEY = "k".repeat(50);

    @Test
    void aSecretThatIsToBeGeneratedIsNotEmpty() {
        assertThat(problems(List.of(secret("key", Optional.empty())))).isEmpty();
    }

    @Test
    void sizesAndNamesHaveLimits() {
        assertThat(problems(List.of(secret("key", bytes(0)), secret("big", bytes(512_000)), secret("fits", bytes(1)))))
                .containsExactly(
                        "The secret key is empty, which the engine does not take",
                        "The secret big has 512000 bytes; the engine takes less than 512000");
        assertThat(problems(List.of(secret("a b", bytes(1)))))
                .containsExactly("secrets.a b: the engine takes no secret called 's_a b'; use letters, digits, '-', '_'"
                        + " and '.', beginning and ending with a letter or digit, at most 64");
    }

    @Test
    void aLongNameIsShortenedToMakeRoomForItsVersion() {
        List<DesiredObject> secrets =
                List.of(secret(LONG_KEY, bytes(1)), secret(LONG_KEY + "a", bytes(1)), secret(LONG_KEY + "b", bytes(1)));
        assertThat(problems(secrets)).isEmpty();
        DesiredStack versioned =
                new Versioning(stack(secrets, List.of()), SwarmInventory.NOTHING, byte[]::new).versioned();
        assertThat(versioned.secrets().stream().map(DesiredObject::name).distinct())
                .hasSize(3)
                .allMatch(name -> name.length() == 64 && name.startsWith("s_kkkk"));
    }

    @Test
    void aVersionAddsAsManyCharactersAsWasReckoned() {
        DesiredStack stack = stack(List.of(secret("key", bytes(1))), List.of());
        DesiredStack versioned = new Versioning(stack, SwarmInventory.NOTHING, byte[]::new).versioned();
        assertThat(versioned.secrets().get(0).name()).hasSize("s_key".length() + Versioning.SUFFIX_LENGTH);
    }

    @Test
    void aNetworkMustBeThereAndOfTheSwarm() {
        DesiredNetwork external = new DesiredNetwork("n", "n", Optional.empty());
        assertThat(Preflight.problems(stack(List.of(), List.of(external)), SwarmInventory.NOTHING, List.of()))
                .containsExactly("The network n is external but does not exist; make it (docker network create -d"
                        + " overlay n) or name it under 'networks:' in deploy.yml");
        SwarmInventory local = new SwarmInventory(
                Map.of(),
                Map.of("n", new SwarmInventory.Network("id", "n", "bridge", "local", true, Map.of(), List.of())),
                Map.of(),
                Map.of());
        assertThat(Preflight.problems(stack(List.of(), List.of(external)), local, List.of()))
                .containsExactly("The network n exists with driver bridge and scope local, but services need an overlay"
                        + " network of scope swarm; remove or rename it");
    }

    @Test
    void aNetworkWhoseDriverTheEngineHasNotNamedYetIsNoOther() {
        assertThat(presentWithDriver("")).isEmpty();
        assertThat(presentWithDriver("overlay")).isEmpty();
        assertThat(presentWithDriver("macvlan"))
                .containsExactly("networks.n: the network s_n exists, and its driver is macvlan, not overlay; a network"
                        + " cannot be changed: remove its services and it (docker network rm s_n) and deploy again, or"
                        + " give it another name");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "10.9.1.0/24, has addresses",
        "10.9.0.0/16, has addresses",
        "10.0.0.0/8, has addresses",
        "10.9.1.128/25, has addresses",
        "10.9.2.0/24, is free",
        "10.8.0.0/16, is free",
        "fd00::/64, is free",
    })
    void aSubnetThatIsTakenWillNotDo(String subnet, String end) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.withObject("/IPAM").putArray("Config").addObject().put("Subnet", subnet);
        List<Subnet> taken = Subnet.parse("10.9.1.0/24").stream().toList();
        SwarmInventory present = new SwarmInventory(
                Map.of(),
                Map.of("other", new SwarmInventory.Network("id", "other", "overlay", "swarm", false, Map.of(), taken)),
                Map.of(),
                Map.of());
        List<String> problems = Preflight.problems(
                stack(List.of(), List.of(new DesiredNetwork("n", "s_n", Optional.of(body)))), present, List.of());
        assertThat(problems)
                .isEqualTo(
                        end.equals("is free")
                                ? List.of()
                                : List.of("The network s_n wants the subnet " + subnet
                                        + ", of which the network other has addresses; give it another subnet"));
    }

    private static List<String> presentWithDriver(String driver) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Driver", "overlay");
        SwarmInventory present = new SwarmInventory(
                Map.of(),
                Map.of("s_n", new SwarmInventory.Network("id", "s_n", driver, "swarm", false, Map.of(), List.of())),
                Map.of(),
                Map.of());
        return Preflight.problems(
                stack(List.of(), List.of(new DesiredNetwork("n", "s_n", Optional.of(body)))), present, List.of());
    }

    private static List<String> problems(List<DesiredObject> secrets) {
        return Preflight.problems(stack(secrets, List.of()), SwarmInventory.NOTHING, List.of());
    }

    private static DesiredStack stack(List<DesiredObject> secrets, List<DesiredNetwork> networks) {
        return new DesiredStack(new Namespace("s"), networks, secrets, List.of(), List.of());
    }

    private static DesiredObject secret(String key, Optional<Content> content) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("Name", "s_" + key);
        body.putObject("Labels").put(Namespace.LABEL, "s");
        return new DesiredObject(key, "s_" + key, Optional.of(body), content);
    }

    private static Optional<Content> bytes(int count) {
        return Optional.of(Content.of(new byte[count]));
    }
}
