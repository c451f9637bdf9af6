package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizerTest.parse;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ports that other services have, on a swarm of two nodes. A service is written as its port, mode, and how many tasks it
 * has or {@code all} for a global one.
 */
class TakenPortTest {
    @ParameterizedTest(name = "{1} beside {0} of another stack")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            80 ingress 1      | 80 ingress 1 | other0 publishes the port 80/tcp already
            80 ingress 0      | 80 ingress 1 | other0 publishes the port 80/tcp already
            80 ingress 1      | 81 ingress 1 | fits
            80 ingress 1      | 80 host 1    | other0 publishes the port 80/tcp already
            80 host 1         | 80 ingress 1 | other0 publishes the port 80/tcp already
            80/udp ingress 1  | 80 ingress 1 | fits
            80 host 1         | 80 host 1    | fits
            80 host 2         | 80 host 1    | for 1 task on 2 nodes, and other0 has it
            80 host all       | 80 host 1    | for 1 task on 2 nodes, and other0 has it
            80 host all       | 80 host 0    | fits
            80 host all       | 81 host 1    | fits
            80 host 1         | 80 host 2    | for 2 tasks on 2 nodes, and other0 has it
            80 host 1         | 80 host all  | for 2 tasks on 2 nodes, and other0 has it
            80 host 0         | 80 host all  | fits
            ""                | 80 host 2    | fits
            ""                | 80 host 3    | for 3 tasks on 2 nodes;
            80 host 1, 80 host 1 | 80 host 1 | for 1 task on 2 nodes, and other0, other1 have it
            """)
    void isFoundBeforeAnythingIsTouched(String others, String wanted, String end) {
        assertThat(problems(others, wanted))
                .satisfies(problems -> assertThat(String.join("", problems)).contains(end.equals("fits") ? "" : end))
                .hasSize(end.equals("fits") ? 0 : 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            80 ingress 1, 80 ingress 1            | s_app0 publishes the port 80/tcp already
            80 ingress 1, 81 ingress 1            | fits
            80 host 1, 80 host 1                  | fits
            80 host 2, 80 host 1                  | for 1 task on 2 nodes, and s_app0 has it
            """)
    void ofTheSameStack(String wanted, String end) {
        assertThat(problems("", wanted))
                .satisfies(problems -> assertThat(String.join("", problems)).contains(end.equals("fits") ? "" : end))
                .hasSize(end.equals("fits") ? 0 : 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"true, 0", "false, 1"})
    void ofAServiceThatLeftTheStack(boolean prune, int problems) {
        SwarmInventory.Service left = new SwarmInventory.Service("id", "s_old", 1, body("s_old", "80 ingress 1"));
        SwarmInventory observed = new SwarmInventory(Map.of("s_old", left), Map.of(), Map.of(), Map.of());
        assertThat(Preflight.problems(stack("80 ingress 1"), observed, nodes(), prune))
                .hasSize(problems);
    }

    private static List<String> problems(String others, String wanted) {
        List<SwarmInventory.Service> beside = new ArrayList<>();
        for (String service : split(others)) {
            String name = "other" + beside.size();
            beside.add(new SwarmInventory.Service(name, name, 1, body(name, service)));
        }
        SwarmInventory observed = new SwarmInventory(Map.of(), Map.of(), Map.of(), Map.of(), beside);
        return Preflight.problems(stack(wanted), observed, nodes());
    }

    private static List<String> split(String services) {
        return services.isEmpty() ? List.of() : List.of(services.split(", "));
    }

    private static DesiredStack stack(String services) {
        List<String> all = split(services);
        List<DesiredService> wanted = IntStream.range(0, all.size())
                .mapToObj(i -> new DesiredService(
                        "app" + i, "s_app" + i, ImageReference.parse("a"), List.of(), body("s_app" + i, all.get(i))))
                .toList();
        return new DesiredStack(new Namespace("s"), List.of(), List.of(), List.of(), wanted);
    }

    private static ObjectNode body(String name, String service) {
        String[] words = service.split(" ");
        String[] port = words[0].split("/");
        String mode = words[2].equals("all") ? "'Global':{}" : "'Replicated':{'Replicas':" + words[2] + "}";
        return (ObjectNode) parse(
                "{'Name':'%s','Mode':{%s},'EndpointSpec':{'Ports':[{'TargetPort':80,'PublishedPort':%s,'Protocol':'%s','PublishMode':'%s'}]}}"
                        .formatted(name, mode, port[0], port.length > 1 ? port[1] : "tcp", words[1]));
    }

    private static List<Node> nodes() {
        return List.of(node("n1"), node("n2"));
    }

    private static Node node(String name) {
        return new Node(parse(
                "{'ID':'%s','Description':{'Hostname':'%s'},'Spec':{'Availability':'active'},'Status':{'State':'ready'}}"
                        .formatted(name, name)));
    }
}
