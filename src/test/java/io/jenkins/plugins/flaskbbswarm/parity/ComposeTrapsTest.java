package io.jenkins.plugins.flaskbbswarm.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the reference surprises, what it does and what we do, side by side. A row has the fields of a service (or a
 * whole file), where to look in what is sent, and three results: the reference's, ours in compatible mode, ours in
 * strict mode. {@code ✗} is a refusal.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeTrapsTest {
    private static final String REFUSED = "\u2717";
    private static final String ENV = "/TaskTemplate/ContainerSpec/Env";
    private static final String MOUNTS = "/TaskTemplate/ContainerSpec/Mounts";
    private static final String LIMITS = "/TaskTemplate/Resources/Limits";
    private static final String PORTS = "/EndpointSpec/Ports";

    private Optional<Reference> reference = Optional.empty();

    @TempDir
    private Path directory;

    /** A surprise. */
    record Trap(String name, String yaml, String pointer, String reference, String compatible, String strict) {
        /** Everybody takes it alike. */
        static Trap same(String yaml, String pointer, String value) {
            return new Trap(yaml, yaml, pointer, value, value, value);
        }

        /** We do as the reference does, and say that it is odd. */
        static Trap warned(String yaml, String pointer, String value) {
            return new Trap(yaml, yaml, pointer, value, value, REFUSED);
        }

        /** We understand what the reference refuses. */
        static Trap understood(String yaml, String pointer, String value) {
            return new Trap(yaml, yaml, pointer, REFUSED, value, REFUSED);
        }

        /** Nobody takes it. */
        static Trap refused(String yaml) {
            return new Trap(yaml, yaml, "", REFUSED, REFUSED, REFUSED);
        }

        /** We do otherwise, on purpose. */
        static Trap better(String yaml, String pointer, String reference, String compatible) {
            return new Trap(yaml, yaml, pointer, reference, compatible, REFUSED);
        }

        @Override
        public String toString() {
            return name.replace("\n", " \u23ce ") + "  \u2192  reference " + reference + ", compatible " + compatible
                    + ", strict " + strict;
        }
    }

    static Stream<Trap> traps() {
        return Stream.of(
                // YAML that other libraries read otherwise
                Trap.same("ports: [22:22]", PORTS + "/0/PublishedPort", "22"),
                Trap.same("ports:\n  - 2222:22", PORTS + "/0/PublishedPort", "2222"),
                Trap.same("environment: {S: 00:00:10}", ENV + "/0", "S=00:00:10"),
                Trap.same("environment: {F: 1.10}", ENV + "/0", "F=1.1"),
                Trap.same("environment: {E: 1e3}", ENV + "/0", "E=1000"),
                Trap.same("environment: {H: 0x10}", ENV + "/0", "H=16"),
                Trap.same("environment: {O: 012}", ENV + "/0", "O=10"),
                Trap.same("environment: {U: 1_000}", ENV + "/0", "U=1000"),
                Trap.same("environment: {D: 2001-01-01}", ENV + "/0", "D=2001-01-01 00:00:00 +0000 UTC"),
                Trap.same("environment: {Y: yes}", ENV + "/0", "Y=yes"),
                Trap.same("environment: {on: on}", ENV + "/0", "on=on"),
                Trap.same("environment: {B: 12345678901234567890}", ENV + "/0", "B=12345678901234567890"),
                Trap.refused("environment: {I: .inf}"),
                Trap.understood("environment: {B: true}", ENV + "/0", "B=true"),
                Trap.same("environment: [B=true]", ENV + "/0", "B=true"),
                Trap.understood("labels: {a: true}", "/TaskTemplate/ContainerSpec/Labels/a", "true"),
                Trap.refused("hostname: a\nhostname: b"),
                Trap.same(
                        "labels: {<<: {a: merged, b: merged}, a: own}", "/TaskTemplate/ContainerSpec/Labels/a", "own"),
                // the caller's variables
                Trap.same("environment: [FOO]", ENV + "/0", "FOO=foo"),
                Trap.warned("environment: [FOO=]", ENV + "/0", "FOO=foo"),
                Trap.same("environment: [C]", ENV + "/0", "C"),
                Trap.same("environment: [D=]", ENV + "/0", "D="),
                // versions and names of the file
                Trap.understood(file("version: 3.8"), "/Name", "app_app"),
                Trap.understood(file("version: 3"), "/Name", "app_app"),
                Trap.refused(file("version: '2.4'")),
                Trap.understood(file("name: x"), "/Name", "app_app"),
                // numbers with meaning
                Trap.same(secret("mode: 0400"), "/TaskTemplate/ContainerSpec/Secrets/0/File/Mode", "256"),
                Trap.warned(secret("mode: 400"), "/TaskTemplate/ContainerSpec/Secrets/0/File/Mode", "400"),
                Trap.same(secret("mode: 0o440"), "/TaskTemplate/ContainerSpec/Secrets/0/File/Mode", "288"),
                Trap.understood("deploy: {resources: {limits: {cpus: 0.5}}}", LIMITS + "/NanoCPUs", "500000000"),
                Trap.refused("healthcheck: {test: x, interval: 90}"),
                Trap.refused("healthcheck: {test: x, interval: 1d}"),
                Trap.same("deploy: {resources: {limits: {memory: 1.5G}}}", LIMITS + "/MemoryBytes", "1610612736"),
                Trap.same("deploy: {resources: {limits: {memory: 512m}}}", LIMITS + "/MemoryBytes", "536870912"),
                // variables
                Trap.better("hostname: ${A:-${B:-z}}", "/TaskTemplate/ContainerSpec/Hostname", "${B:-z}", "z"),
                Trap.understood("hostname: ${FOO:+x}", "/TaskTemplate/ContainerSpec/Hostname", "x"),
                Trap.refused("hostname: ${foo.bar}"),
                Trap.refused("hostname: ${E:?it is needed}"),
                Trap.warned("hostname: a${UNSET}", "/TaskTemplate/ContainerSpec/Hostname", "a"),
                Trap.same("hostname: a$$b", "/TaskTemplate/ContainerSpec/Hostname", "a$b"),
                Trap.same("deploy: {replicas: '${N:-3}'}", "/Mode/Replicated/Replicas", "3"),
                Trap.warned("hostname: ${FOO:?must-be-set}", "/TaskTemplate/ContainerSpec/Hostname", "be-set"),
                Trap.warned("hostname: $FOO-rest", "/TaskTemplate/ContainerSpec/Hostname", "foo"),
                Trap.warned("hostname: a $ b ${FOO}", "/TaskTemplate/ContainerSpec/Hostname", "a  b foo"),
                Trap.better("hostname: ${E:?needed} ${FOO}", "/TaskTemplate/ContainerSpec/Hostname", " foo", REFUSED),
                // ports
                Trap.same("ports: ['80']", PORTS + "/0/TargetPort", "80"),
                Trap.same("ports: ['80']", PORTS + "/0/PublishedPort", ""),
                Trap.warned("ports: ['127.0.0.1:8080:80']", PORTS + "/0/PublishedPort", "8080"),
                Trap.understood("ports: [{target: 80, published: '8080'}]", PORTS + "/0/PublishedPort", "8080"),
                Trap.refused("ports: ['80:90:100:x']"),
                // volumes
                Trap.warned("volumes: ['~/z:/z']", MOUNTS + "/0/Source", "/home/someone/z"),
                Trap.warned(volume("data:/e:z"), MOUNTS + "/0/Target", "/e"),
                Trap.same("volumes: [/anon]", MOUNTS + "/0/Source", ""),
                Trap.refused("volumes: ['undeclared:/x']"),
                Trap.same(volume("data:/e:ro,nocopy"), MOUNTS + "/0/VolumeOptions/NoCopy", "true"),
                Trap.same("volumes: ['a:/b']", MOUNTS + "/0/Type", "volume"),
                // words
                Trap.same("command: sh -c \"a 'b c'\"", "/TaskTemplate/ContainerSpec/Args/2", "a 'b c'"),
                Trap.same(
                        "healthcheck: {test: 'curl x', start_period: 1m}",
                        "/TaskTemplate/ContainerSpec/Healthcheck/Test/0",
                        "CMD-SHELL"),
                Trap.same("extra_hosts: ['a=10.0.0.1']", "/TaskTemplate/ContainerSpec/Hosts/0", "10.0.0.1 a"),
                Trap.same("extra_hosts: ['a:10.0.0.1']", "/TaskTemplate/ContainerSpec/Hosts/0", "10.0.0.1 a"),
                Trap.same("extra_hosts: ['a:[::1]']", "/TaskTemplate/ContainerSpec/Hosts/0", "::1 a"),
                Trap.warned(
                        "deploy: {restart_policy: {condition: unless-stopped}}",
                        "/TaskTemplate/RestartPolicy/Condition",
                        "unless-stopped"),
                Trap.same(
                        "dns: [not-an-address]",
                        "/TaskTemplate/ContainerSpec/DNSConfig/Nameservers/0",
                        "not-an-address"),
                // dropped in silence
                Trap.warned("depends_on: [app]", "/Name", "app_app"),
                Trap.better("read_only: true\ntmpfs: [/tmp]", MOUNTS + "/0/Target", "", "/tmp"),
                Trap.warned(
                        "networks: {default: {ipv4_address: 10.0.0.9}}",
                        "/TaskTemplate/Networks/0/Target",
                        "app_default"),
                Trap.warned("oom_score_adj: 5", "/TaskTemplate/ContainerSpec/OomScoreAdj", ""),
                // unknown to the reference, or too new for it
                Trap.understood("profiles: []", "/Name", "app_app"),
                Trap.understood("depends_on: {app: {condition: service_started}}", "/Name", "app_app"),
                Trap.understood("env_file: [{path: none.env, required: false}]", "/Name", "app_app"),
                Trap.understood(file("configs: {c: {content: x}}"), "/Name", "app_app"),
                Trap.understood(file("secrets: {s: {environment: FOO}}"), "/Name", "app_app"),
                Trap.understood(
                        file("version: '3.0'") + "    init: true\n", "/TaskTemplate/ContainerSpec/Init", "true"),
                Trap.refused("imge: x"),
                Trap.refused("mem_limit: 5m"),
                Trap.refused("cpuset: '0'"),
                Trap.refused("extends: {service: a}"),
                Trap.refused("volume_driver: x"),
                Trap.refused("volumes_from: [a]"),
                // images
                Trap.refused("image: ${UNSET}"),
                Trap.refused("image: name/UPPER"),
                Trap.refused("build: .\nimage: ''"));
    }

    static Stream<Trap> ignored() {
        return Stream.of(
                        "build: .",
                        "cgroupns_mode: host",
                        "cgroup_parent: x",
                        "devices: [/a:/a]",
                        "domainname: x",
                        "external_links: [x]",
                        "ipc: host",
                        "links: [x]",
                        "mac_address: x",
                        "network_mode: host",
                        "pid: host",
                        "privileged: true",
                        "security_opt: [x]",
                        "shm_size: 64M",
                        "userns_mode: host",
                        "container_name: x",
                        "expose: [80]")
                .map(field -> Trap.warned(field, "/Name", "app_app"));
    }

    private static String file(String head) {
        return head + "\nservices:\n  app:\n    image: nginx:1\n";
    }

    private static String secret(String field) {
        return file("secrets: {s: {external: true}}") + "    secrets: [{source: s, " + field + "}]\n";
    }

    private static String volume(String spec) {
        return file("volumes: {data: }") + "    volumes: ['" + spec + "']\n";
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        reference = Reference.find();
    }

    @AfterAll
    void stop() {
        reference.ifPresent(Reference::close);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"traps", "ignored"})
    void oursBesideTheReference(Trap trap) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("stack.yml"), whole(trap.yaml()));
        if (reference.isPresent() && reference.get().cli().major() >= 28) {
            assertThat(reference(file, trap.pointer())).as("reference").isEqualTo(trap.reference());
        }
        assertThat(ours(Mode.COMPATIBLE, file, trap.pointer())).as("compatible").isEqualTo(trap.compatible());
        assertThat(ours(Mode.STRICT, file, trap.pointer())).as("strict").isEqualTo(trap.strict());
    }

    private static String whole(String yaml) {
        if (yaml.contains("services:")) {
            return yaml;
        }
        String image = yaml.contains("image:") ? "" : "    image: nginx:1\n";
        return "services:\n  app:\n" + image + yaml.indent(4);
    }

    private String reference(Path file, String pointer) throws IOException, InterruptedException {
        return reference
                .get()
                .tryRequests(List.of(file), "app")
                .map(created -> at(Ours.comparable(created).get("services app_app"), pointer))
                .orElse(REFUSED);
    }

    private static String ours(Mode mode, Path file, String pointer) {
        try {
            return at(Ours.requests(mode, List.of(file), "app").get("services app_app"), pointer);
        } catch (ComposeException e) {
            assertThat(e.problems()).allSatisfy(ComposeTrapsTest::isHelpful);
            return REFUSED;
        }
    }

    private static void isHelpful(Problem problem) {
        assertThat(problem.toString()).matches("(?s).*stack\\.yml:[0-9]+:[0-9]+: .*");
        assertThat(problem.location().line()).isPositive();
    }

    private static String at(JsonNode body, String pointer) {
        return body.at(pointer).asText();
    }
}
