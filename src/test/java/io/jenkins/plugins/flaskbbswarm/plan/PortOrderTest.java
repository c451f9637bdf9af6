package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.Stream;

import static io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizerTest.parse;
import static org.assertj.core.api.Assertions.assertThat;

/** Whether a service that gets a port in mode {@code host} waits for one that leaves, on nodes n1, n2 and n3. */
class PortOrderTest {
    @ParameterizedTest(name = "{0} of {1}, then {2} of {3}: {4}")
    @CsvSource(textBlock = """
            1 | ''            | 1 | ''            | free
            2 | ''            | 1 | ''            | free
            3 | ''            | 1 | ''            | waits
            1 | ''            | 3 | ''            | waits
            1 | node.id == n1 | 1 | node.id == n1 | waits
            1 | node.id == n1 | 1 | node.id == n2 | free
            1 | node.id == n1 | 2 | node.id != n1 | free
            2 | node.id != n1 | 1 | node.id == n1 | free
            2 | node.id != n1 | 1 | node.id != n2 | free
            2 | node.id != n1 | 2 | node.id != n2 | waits
            1 | ''            | 1 | node.id == n2 | waits
            global | node.id == n1 | 2      | ''            | free
            global | node.id == n1 | 3      | ''            | waits
            global | ''            | 1      | ''            | waits
            global | node.id == n1 | global | node.id != n1 | free
            1      | node.id == n1 | global | ''            | waits
            0      | ''            | 3      | ''            | free
            3      | ''            | 0      | ''            | free
            """, delimiter = '|')
    void isSeenByNodes(String before, String there, String after, String where, String order) {
        Plan plan = new Plan(
                new Namespace("bb"),
                List.of(
                        new Action.CreateService(new DesiredService(
                                "new", "bb_new", ImageReference.parse("a"), List.of(), body("bb_new", after, where))),
                        new Action.RemoveService(
                                new SwarmInventory.Service("id", "bb_old", 1, body("bb_old", before, there)))),
                List.of());

        assertThat(PortOrder.notes(plan)).isEmpty();
        assertThat(PortOrder.notesOnNodes(plan, nodes()))
                .isEqualTo(order.equals("waits") ? List.of("bb_old goes before bb_new gets port 80/tcp") : List.of());
        assertThat(PortOrder.steps(plan, name -> true, nodes())).hasSize(order.equals("waits") ? 2 : 1);
    }

    private static ObjectNode body(String name, String tasks, String constraint) {
        String mode = tasks.equals("global") ? "{'Global':{}}" : "{'Replicated':{'Replicas':%s}}".formatted(tasks);
        return (ObjectNode) parse("""
                {'Name':'%s','Mode':%s,'TaskTemplate':{'Placement':{'Constraints':[%s]}},
                 'EndpointSpec':{'Ports':[{'Protocol':'tcp','TargetPort':80,'PublishedPort':80,'PublishMode':'host'}]}}""".formatted(name, mode, constraint.isEmpty() ? "" : "'" + constraint + "'"));
    }

    private static List<Node> nodes() {
        return Stream.of("n1", "n2", "n3")
                .map(name -> new Node(parse("""
                        {'ID':'%s','Spec':{'Availability':'active','Role':'worker'},'Status':{'State':'ready'},
                         'Description':{'Hostname':'%s'}}""".formatted(name, name))))
                .toList();
    }
}
