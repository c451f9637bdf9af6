package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizerTest.parse;
import static org.assertj.core.api.Assertions.assertThat;

/** Networks that are to be made: what the engine refuses, or makes without ever giving an address. */
class NetworkRulesTest {
    @ParameterizedTest(name = "subnets {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            10.9.0.0/24                | fits
            10.9.0.5/24                | fits
            10.9.0.0/30                | fits
            fd00::/64                  | fits
            10.9.0.0/24 10.9.1.0/24    | fits
            bad                        | 'bad' is not a subnet
            ``                         | '' is not a subnet
            10.9.0.0                   | '10.9.0.0' is not a subnet
            10.9.0.0/33                | '10.9.0.0/33' is not a subnet
            10.999.0.0/24              | '10.999.0.0/24' is not a subnet
            fd00::g/64                 | 'fd00::g/64' is not a subnet
            fd00::/129                 | 'fd00::/129' is not a subnet
            10.9.0.0/31                | no addresses of the subnet 10.9.0.0/31
            10.9.0.0/32                | no addresses of the subnet 10.9.0.0/32
            0.0.0.0/0                  | no addresses of the subnet 0.0.0.0/0
            10.9.0.0/24 10.9.0.0/24    | the subnet 10.9.0.0/24 has addresses of 10.9.0.0/24
            10.9.0.0/16 10.9.3.0/24    | the subnet 10.9.3.0/24 has addresses of 10.9.0.0/16
            fd00::/64 fd00::/72        | the subnet fd00::/72 has addresses of fd00::/64
            """)
    void subnets(String subnets, String end) {
        ObjectNode together = body("overlay");
        List<DesiredNetwork> apart = new ArrayList<>();
        for (String subnet : subnets.split(" ", -1)) {
            together.withObject("/IPAM").withArray("Config").addObject().put("Subnet", subnet);
            ObjectNode alone = body("overlay");
            alone.withObject("/IPAM").withArray("Config").addObject().put("Subnet", subnet);
            apart.add(network("n" + apart.size(), alone));
        }
        check(problems(List.of(network("n", together))), end);
        check(problems(apart), end);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            n    | overlay | fits
            n    | nosuch  | no node has the network driver nosuch
            n    | host    | one network of the driver host
            n    | null    | with external: true and name: none
            a.b  | overlay | no network called 's_a.b'
            a b  | overlay | no network called 's_a b'
            n-   | overlay | no network called 's_n-'
            n123456789n123456789n123456789n123456789n123456789n123456789nn | overlay | no network called
            """)
    void namesAndDrivers(String key, String driver, String end) {
        check(problems(List.of(network(key, body(driver)))), end);
    }

    private static void check(List<String> problems, String end) {
        if (end.equals("fits")) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().asString().contains(end);
        }
    }

    private static ObjectNode body(String driver) {
        return (ObjectNode) parse("{'Driver':'%s'}".formatted(driver));
    }

    private static DesiredNetwork network(String key, ObjectNode body) {
        return new DesiredNetwork(key, "s_" + key, Optional.of(body));
    }

    private static List<String> problems(List<DesiredNetwork> networks) {
        Node node = new Node(
                parse(
                        "{'Description':{'Engine':{'Plugins':[{'Type':'Network','Name':'overlay'},{'Type':'Network','Name':'host'},{'Type':'Network','Name':'null'}]}}}"));
        DesiredStack stack = new DesiredStack(new Namespace("s"), networks, List.of(), List.of(), List.of());
        return Preflight.problems(stack, SwarmInventory.NOTHING, List.of(node));
    }
}
