package io.jenkins.plugins.flaskbbswarm.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredService;
import io.jenkins.plugins.flaskbbswarm.convert.DesiredStack;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** The spec of a canary, and which services cannot have one. */
class CanaryTest {
    private static final String ROUTED = """
            {traefik.enable: "true", traefik.http.routers.web.rule: "Host(`bb`)", traefik.http.routers.web.entrypoints: web,
             traefik.http.routers.web.middlewares: gzip, traefik.http.middlewares.gzip.compress: "true",
             traefik.http.services.web.loadbalancer.server.port: "8000", traefik.http.services.web.loadbalancer.sticky.cookie: "true",
             traefik.swarm.network: traefik-net, other: OTHER}""";

    private static ObjectNode json(String yaml) throws Exception {
        return (ObjectNode) new ObjectMapper(new com.fasterxml.jackson.core.JsonFactoryBuilder()
                        .enable(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                        .build())
                .readTree(yaml);
    }

    private static ObjectNode spec(String labels) throws Exception {
        ObjectNode spec = json("{\"Name\": \"bb_app\", \"Mode\": {\"Replicated\": {\"Replicas\": 3}}}");
        ObjectNode all = spec.putObject("Labels");
        for (String label : labels.replaceAll("[{}\"\\n]", " ").split(", ")) {
            String[] parts = label.strip().split(": ", 2);
            if (parts.length == 2) {
                all.put(parts[0].strip(), parts[1].strip());
            }
        }
        return spec;
    }

    private static Map<String, String> labels(ObjectNode spec) {
        Map<String, String> labels = new TreeMap<>();
        spec.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    @Test
    void joinsTheLoadBalancerAndHasRoutersOfItsOwn() throws Exception {
        ObjectNode wanted = spec(ROUTED.replace("8000", "9000")
                .replace("Host(`bb`)", "Host(`new`)")
                .replace("OTHER", "new"));
        ObjectNode canary = Canary.spec(wanted, spec(ROUTED), 7, 2);

        assertThat(canary.path("Name").asText()).isEqualTo("bb_app-canary");
        assertThat(Canary.tasks(canary)).isEqualTo(2);
        assertThat(labels(canary))
                .containsExactlyEntriesOf(new TreeMap<>(Map.ofEntries(
                        Map.entry("io.jenkins.flaskbb-swarm.canary", "7"),
                        Map.entry("other", "new"),
                        Map.entry("traefik.enable", "true"),
                        Map.entry("traefik.swarm.network", "traefik-net"),
                        Map.entry("traefik.http.services.web.loadbalancer.server.port", "9000"),
                        Map.entry("traefik.http.services.web.loadbalancer.sticky.cookie", "true"),
                        Map.entry("traefik.http.services.bb-app-canary.loadbalancer.server.port", "9000"),
                        Map.entry("traefik.http.services.bb-app-canary.loadbalancer.sticky.cookie", "true"),
                        Map.entry("traefik.http.routers.bb-app-canary-web.entrypoints", "web"),
                        Map.entry("traefik.http.routers.bb-app-canary-web.middlewares", "gzip,bb-app-canary"),
                        Map.entry("traefik.http.routers.bb-app-canary-web.priority", "1073741823"),
                        Map.entry(
                                "traefik.http.routers.bb-app-canary-web.rule",
                                "(Host(`bb`)) && Header(`X-Swarm-Canary`, `bb_app-canary`)"),
                        Map.entry("traefik.http.routers.bb-app-canary-web.service", "bb-app-canary"),
                        Map.entry(
                                "traefik.http.middlewares.bb-app-canary.headers.customresponseheaders.X-Swarm-Canary",
                                "bb_app-canary"))));
        assertThat(Canary.header(canary)).contains("X-Swarm-Canary");
        assertThat(Canary.header(Canary.withoutRequests(canary))).isEmpty();
    }

    @Test
    void hasARouterForEachOfTheService() throws Exception {
        ObjectNode present =
                spec("{traefik.http.routers.a.entryPoints: web, traefik.http.routers.a.middlewares: to-https,"
                        + " traefik.http.routers.b.tls: true, traefik.http.services.w.loadbalancer.server.port: 1}");
        assertThat(labels(Canary.spec(present, present, 7, 1)))
                .containsEntry("traefik.http.routers.bb-app-canary-a.entrypoints", "web")
                .containsEntry("traefik.http.routers.bb-app-canary-a.middlewares", "to-https,bb-app-canary")
                .containsEntry("traefik.http.routers.bb-app-canary-b.tls", "true")
                .containsEntry("traefik.http.routers.bb-app-canary-b.middlewares", "bb-app-canary")
                .containsEntry("traefik.http.routers.bb-app-canary-b.service", "bb-app-canary")
                .containsEntry(
                        "traefik.http.routers.bb-app-canary-b.rule", "Header(`X-Swarm-Canary`, `bb_app-canary`)");
    }

    @Test
    void withoutTraefikIsTheSameButForItsNameAndLabel() throws Exception {
        ObjectNode wanted = spec("{other: x}");
        ObjectNode canary = Canary.spec(wanted, wanted, 7, 1);
        assertThat(labels(canary)).isEqualTo(Map.of("io.jenkins.flaskbb-swarm.canary", "7", "other", "x"));
        assertThat(Canary.header(canary)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a global service     | {"Mode": {"Global": {}}}                                               | is global: a canary would run once more on each node, not for a share of the requests
            a job                | {"Mode": {"ReplicatedJob": {}}}                                        | is a job: it answers no requests of which a canary could get a share
            a global job         | {"Mode": {"GlobalJob": {}}}                                            | is a job: it answers no requests of which a canary could get a share
            a port of its node   | {"EndpointSpec": {"Ports": [{"TargetPort": 80, "PublishedPort": 8080, "PublishMode": "host"}]}} | publishes port 8080 of its nodes, which two services cannot publish at once; let Traefik have its requests
            a port of the swarm  | {"EndpointSpec": {"Ports": [{"TargetPort": 80}]}}                      | publishes port 80, which two services cannot publish at once; let Traefik have its requests
            a volume             | {"TaskTemplate": {"ContainerSpec": {"Mounts": [{"Type": "volume", "Source": "data", "Target": "/d"}]}}} | writes to volume data and has one task: a canary would be a second writer
            a folder             | {"TaskTemplate": {"ContainerSpec": {"Mounts": [{"Type": "bind", "Source": "/srv", "Target": "/d"}]}}} | writes to bind /srv and has one task: a canary would be a second writer
            a volume to read     | {"TaskTemplate": {"ContainerSpec": {"Mounts": [{"Type": "volume", "Source": "data", "Target": "/d", "ReadOnly": true}]}}} |
            a volume of several  | {"Mode": {"Replicated": {"Replicas": 2}}, "TaskTemplate": {"ContainerSpec": {"Mounts": [{"Type": "volume", "Source": "data"}]}}} |
            memory               | {"TaskTemplate": {"ContainerSpec": {"Mounts": [{"Type": "tmpfs", "Target": "/d"}]}}} |
            Traefik by VIP       | {"Labels": {"traefik.docker.lbswarm": "true", "traefik.http.services.a.loadbalancer.server.port": "1"}} | with lbswarm, Traefik does not see its tasks and would give half of all requests to the canary, whatever its size
            TCP                  | {"Labels": {"traefik.tcp.routers.a.rule": "HostSNI(`*`)"}}             | Traefik has TCP or UDP connections for it, of which only HTTP requests can be shared
            no service's name    | {"Labels": {"traefik.http.routers.a.rule": "Host(`a`)"}}               | its labels must name one service of Traefik (traefik.http.services.NAME.loadbalancer.server.port), which both can share; they name none
            two names            | {"Labels": {"traefik.http.services.a.loadbalancer.server.port": "1", "traefik.http.services.b.loadbalancer.server.port": "2"}} | its labels must name one service of Traefik (traefik.http.services.NAME.loadbalancer.server.port), which both can share; they name a, b
            not for Traefik      | {"Labels": {"traefik.enable": "false", "traefik.http.routers.a.rule": "Host(`a`)"}} |
            another balancer     | {"Labels": {"traefik.http.services.a.loadbalancer.server.port": "1", "traefik.http.services.a.loadbalancer.sticky.cookie": "true"}} | changes its labels traefik.http.services.*.loadbalancer, and Traefik shares requests only between services that have the same; deploy this change alone, without a canary
            another port         | {"Labels": {"traefik.http.services.a.loadbalancer.server.port": "2"}}  |
            """)
    void someCannotHaveOne(String what, String spec, String problem) throws Exception {
        ObjectNode present = json("{\"Labels\": {\"traefik.http.services.a.loadbalancer.server.port\": \"1\"}}");
        SwarmInventory observed = new SwarmInventory(
                Map.of("bb_app", new SwarmInventory.Service("1", "bb_app", 1, present)), Map.of(), Map.of(), Map.of());
        boolean isOfBalancer = what.startsWith("another");
        assertThat(problems(json(spec), isOfBalancer ? observed : SwarmInventory.NOTHING))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    private static List<String> problems(ObjectNode spec, SwarmInventory observed) {
        DesiredService service = service("app", spec);
        return Canary.problems(service, stack(service), observed);
    }

    private static DesiredService service(String key, ObjectNode spec) {
        return new DesiredService(key, "bb_" + key, ImageReference.parse("a"), List.of(), spec);
    }

    private static DesiredStack stack(DesiredService... services) {
        return new DesiredStack(new Namespace("bb"), List.of(), List.of(), List.of(), List.of(services));
    }

    @Test
    void itsNameIsTaken() throws Exception {
        DesiredService app = service("app", json("{}"));
        assertThat(Canary.problems(app, stack(app, service("app-canary", json("{}"))), SwarmInventory.NOTHING))
                .containsExactly("would have a canary called bb_app-canary, and there is another service of that name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                        | start-first
            {"UpdateConfig": {"Parallelism": 2}}      | start-first
            {"UpdateConfig": {"Order": "stop-first"}} | stop-first
            {"Mode": {"Global": {}}}                  |
            """)
    void newTasksStartFirstUnlessTheFileSaysOtherwise(String spec, String order) throws Exception {
        DesiredStack prepared = Canary.startFirst(stack(service("app", json(spec))), Set.of("app"));
        assertThat(prepared.services().get(0).body().at("/UpdateConfig/Order").asText())
                .isEqualTo(order == null ? "" : order);
    }
}
