package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredNetwork;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** How many addresses a stack takes of a network, on a swarm of two nodes. */
class AddressCapacityTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            10.0.0.0/28 | {'Mode': {'Replicated': {'Replicas': 10}}}                                      | 13  | 11 | 2  | fits
            10.0.0.0/28 | {'Mode': {'Replicated': {'Replicas': 11}}}                                      | 13  | 12 | 2  | tight
            10.0.0.0/28 | {'Mode': {'Replicated': {'Replicas': 11}}, 'EndpointSpec': {'Mode': 'dnsrr'}}   | 13  | 11 | 2  | fits
            10.0.0.0/28 | {'Mode': {'Replicated': {'Replicas': 13}}}                                      | 13  | 14 | 2  | too small
            10.0.0.0/28 | {'Mode': {'Replicated': {'Replicas': 6}}, 'UpdateConfig': {'Order': 'start-first', 'Parallelism': 2}} | 13 | 7 | 4 | fits
            10.0.0.0/28 | {'Mode': {'Replicated': {'Replicas': 6}}, 'UpdateConfig': {'Order': 'start-first', 'Parallelism': 0}} | 13 | 7 | 8 | tight
            10.0.0.0/28 | {'Mode': {'Replicated': {'Replicas': 6}}, 'UpdateConfig': {'Order': 'stop-first'}} | 13 | 7 | 2 | fits
            10.0.0.0/28 | {'Mode': {'Global': {}}}                                                        | 13  | 3  | 2  | fits
            10.0.0.0/29 | {'Mode': {'ReplicatedJob': {'MaxConcurrent': 3}}}                               | 5   | 4  | 2  | tight
            10.0.0.0/16 | {'Mode': {'Replicated': {'Replicas': 1000}}}                                    | 65533 | 1001 | 2 | fits
            ""          | {'Mode': {'Replicated': {'Replicas': 300}}}                                     | 253 | 301 | 2 | too small
            """)
    void ofOneService(String subnet, String spec, long room, long needed, long atTimes, String verdict)
            throws IOException {
        AddressCapacity network = rooms(subnet, service("app", spec)).get(0);
        assertThat(network.room()).isEqualTo(room);
        assertThat(network.needed()).isEqualTo(needed);
        assertThat(network.atTimes()).isEqualTo(atTimes);
        assertThat(network.isTooSmall()).isEqualTo(verdict.equals("too small"));
        assertThat(network.isNearlyFull()).isEqualTo(!verdict.equals("fits"));
    }

    @Test
    void servicesAddUp() throws IOException {
        AddressCapacity network =
                rooms("10.0.0.0/28", service("one", "{}"), service("two", "{}")).get(0);
        assertThat(network.needed()).isEqualTo(4);
        assertThat(network)
                .hasToString("its subnet 10.0.0.0/28 has 13 addresses for services and tasks, and this stack's need 4");
    }

    @Test
    void ofANetworkThatIsThereItsOwnSubnetCounts() throws IOException {
        SwarmInventory observed = new SwarmInventory(
                Map.of(),
                Map.of(
                        "net",
                        new SwarmInventory.Network(
                                "id",
                                "net",
                                "overlay",
                                "swarm",
                                false,
                                Map.of(),
                                Subnet.parse("10.9.0.0/29").stream().toList())),
                Map.of(),
                Map.of());
        DesiredStack stack = stack(Optional.empty(), service("app", "{'Mode': {'Replicated': {'Replicas': 5}}}"));
        assertThat(Preflight.problems(stack, observed, nodes()))
                .containsExactly("The network net is too small: its subnet 10.9.0.0/29 has 5 addresses for services and"
                        + " tasks, and this stack's need 6; give it a larger subnet (ipam), or put the services on several"
                        + " networks");
    }

    @Test
    void whereTheSwarmChoosesItMayChooseALargeOne() throws IOException {
        DesiredStack stack =
                stack(Optional.of(json("{}")), service("app", "{'Mode': {'Replicated': {'Replicas': 300}}}"));
        assertThat(Preflight.problems(stack, SwarmInventory.NOTHING, nodes())).isEmpty();
    }

    private static List<AddressCapacity> rooms(String subnet, DesiredService... services) throws IOException {
        ObjectNode body = json("{}");
        if (!subnet.isEmpty()) {
            body.withObject("/IPAM").putArray("Config").addObject().put("Subnet", subnet);
        }
        return AddressCapacity.of(stack(Optional.of(body), services), SwarmInventory.NOTHING, nodes());
    }

    private static DesiredStack stack(Optional<ObjectNode> network, DesiredService... services) {
        return new DesiredStack(
                new Namespace("s"),
                List.of(new DesiredNetwork("net", "net", network)),
                List.of(),
                List.of(),
                List.of(services));
    }

    private static DesiredService service(String name, String spec) throws IOException {
        ObjectNode body = json(spec);
        body.withObject("/TaskTemplate").putArray("Networks").addObject().put("Target", "net");
        return new DesiredService(name, name, ImageReference.parse("a"), List.of(), body);
    }

    private static List<Node> nodes() throws IOException {
        Node node = new Node(json("{'Spec': {'Availability': 'active'}, 'Status': {'State': 'ready'}}"));
        return List.of(node, node);
    }

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }
}
