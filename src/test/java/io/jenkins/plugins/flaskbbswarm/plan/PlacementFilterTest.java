package io.jenkins.plugins.flaskbbswarm.plan;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static io.jenkins.plugins.flaskbbswarm.plan.SpecNormalizerTest.parse;
import static org.assertj.core.api.Assertions.assertThat;

class PlacementFilterTest {
    private static final Node WORKER = new Node(parse("""
            {'ID':'w1','Spec':{'Role':'worker','Availability':'active','Labels':{'disk':'ssd'}},
             'Description':{'Hostname':'worker-1','Platform':{'OS':'linux','Architecture':'x86_64'},
                            'Resources':{'NanoCPUs':2000000000,'MemoryBytes':1073741824}},
             'Status':{'State':'ready','Addr':'10.0.0.2'}}"""));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'Constraints':['node.role == worker']}          |
            {'Constraints':['node.role!=manager']}           |
            {'Constraints':['node.hostname == WORKER-1']}    |
            {'Constraints':['node.labels.disk == ssd']}      |
            {'Constraints':['node.labels.zone != a']}        |
            {'Constraints':['node.role == manager']}         | 'node.role == manager' fails, node.role is worker
            {'Constraints':['node.labels.zone == a']}        | 'node.labels.zone == a' fails, it has no node.labels.zone
            {'Constraints':['node.role = worker']}           | 'node.role = worker' is not a constraint (write node.role == manager)
            {'Constraints':['node.platform.os == windows']}  | 'node.platform.os == windows' fails, node.platform.os is linux
            {'Platforms':[{'OS':'linux','Architecture':'amd64'}]}  |
            {'Platforms':[{'OS':'linux','Architecture':'X86_64'}]} |
            {'Platforms':[{'OS':'linux'}]}                         |
            {'Platforms':[{'OS':'linux','Architecture':'arm64'},{'OS':'linux','Architecture':'amd64'}]}     |
            {'Platforms':[{'OS':'windows','Architecture':'amd64'},{'OS':'linux','Architecture':'s390x'}]} | it is linux/amd64 and the image is made for windows/amd64, linux/s390x
            """)
    void constraints(String placement, String rule) {
        PlacementFilter service = new PlacementFilter(parse("{'TaskTemplate':{'Placement':" + placement + "}}"));
        assertThat(service.rulesAgainst(WORKER)).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'NanoCPUs':2000000000}    |
            {'NanoCPUs':3000000000}    | worker-1: it has 2.0 CPUs and 3.0 are reserved
            {'MemoryBytes':2147483648} | worker-1: it has 1024 MiB of memory and 2048 MiB are reserved
            """)
    void reservations(String reservations, String explanation) {
        PlacementFilter service =
                new PlacementFilter(parse("{'TaskTemplate':{'Resources':{'Reservations':" + reservations + "}}}"));
        assertThat(service.explain(List.of(WORKER))).isEqualTo(explanation == null ? "" : explanation);
    }
}
