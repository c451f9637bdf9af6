package io.jenkins.plugins.flaskbbswarm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can go wrong with a deployment, from the outside: exit code and sentence of each trouble, and that it left the
 * swarm as it was. The files are in {@code src/test/resources/errors}.
 */
@RequiresLab
class ErrorTableIT {
    private static final Path FILES = Path.of("src/test/resources/errors").toAbsolutePath();
    private static final int REFUSED = ExitCode.BAD_INPUT.number();
    private static final int FAILED = ExitCode.FAILED.number();
    private static final String BUILD =
            "images={app: {context: %s, name: \"${REGISTRY}/errors-app\", args: {BASE: %s}}}";

    private static Swarm swarm;

    @BeforeAll
    static void connect() throws InterruptedException {
        swarm = Swarm.ofTheLab();
        swarm.engine()
                .networks()
                .create(JsonNodeFactory.instance
                        .objectNode()
                        .put("Name", "errors-local")
                        .put("Driver", "bridge"));
    }

    @AfterAll
    static void tidy() throws InterruptedException {
        swarm.remove("errors");
        swarm.engine().networks().remove("errors-local");
        swarm.close();
    }

    /** One thing spoilt, and what is said about it. */
    private record Trouble(String name, UnaryOperator<Cli> spoil, List<String> settings, int exit, List<String> says) {
        Trouble says(int code, String... sentences) {
            return new Trouble(name, spoil, settings, code, List.of(sentences));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Trouble with(String name, String... settings) {
        return new Trouble(name, cli -> cli, List.of(settings), 0, List.of());
    }

    private static Trouble where(String name, UnaryOperator<Cli> spoil) {
        return new Trouble(name, spoil, List.of(), 0, List.of());
    }

    static Stream<Trouble> registry() {
        String registry = Lab.variable("LAB_REGISTRY");
        String closed = Lab.variable("LAB_ADDRESS") + ":5999";
        String untrusted = Lab.variable("LAB_UNTRUSTED_REGISTRY");
        return Stream.of(
                where("wrong password", cli -> cli.with("REGISTRY_PASSWORD", "wrong"))
                        .says(
                                FAILED,
                                "cannot look up " + registry + "/busybox:1: the registry " + registry
                                        + " refuses the login (unauthorized: authentication required); correct its user"
                                        + " and password"),
                where("no registry there", cli -> cli.with("LAB_REGISTRY", closed))
                        .says(
                                FAILED,
                                "cannot look up " + closed + "/busybox:1: nothing answers at the registry's address "
                                        + closed,
                                "connection refused); start the registry, or correct the address"),
                where("no such host", cli -> cli.with("LAB_REGISTRY", "registry.invalid:5000"))
                        .says(
                                FAILED,
                                "the engine cannot resolve the registry's name registry.invalid:5000",
                                "correct the name, or the DNS that the engine's machine uses"),
                where("untrusted authority", cli -> cli.with("LAB_REGISTRY", untrusted))
                        .says(
                                FAILED,
                                "the engine does not trust the certificate of the registry " + untrusted,
                                "put its CA's certificate at /etc/docker/certs.d/" + untrusted
                                        + "/ca.crt on each node"),
                where("no password", cli -> cli.without("REGISTRY_PASSWORD"))
                        .says(
                                REFUSED,
                                "The password of the registry " + registry + " comes from the environment variable"
                                        + " REGISTRY_PASSWORD, which is not set; export REGISTRY_PASSWORD and try"
                                        + " again"),
                where("no address", cli -> cli.without("LAB_REGISTRY"))
                        .says(
                                REFUSED,
                                "deploy.yml:4:7: variables.AT: the environment variable LAB_REGISTRY is not set;"
                                        + " export it, or write the value here"));
    }

    static Stream<Trouble> secretsAndNetworks() {
        String secret = "files=[stack.yml, external-secret.yml]";
        return Stream.of(
                with("variable not set", secret, "secrets.key={env: NOT_SET}")
                        .says(
                                REFUSED,
                                "The secret key comes from the environment variable NOT_SET, which is not set; export"
                                        + " NOT_SET and try again"),
                with("file not there", secret, "secrets.key={file: nowhere.txt}")
                        .says(
                                REFUSED,
                                "The secret key comes from the file " + FILES.resolve("nowhere.txt")
                                        + ", which does not exist; make it, or correct its path in deploy.yml"),
                with("name misspelt", secret, "secrets.kye=generate")
                        .says(
                                REFUSED,
                                "deploy.yml has a source for the secret kye, but the stack files declare no such"
                                        + " secret; they declare key"),
                with("external secret not there", secret)
                        .says(
                                REFUSED,
                                "The secret key is external but does not exist; make it (docker secret create key FILE)"
                                        + " or name its source under 'secrets:' in deploy.yml"),
                with("external config not there", "files=[stack.yml, external-config.yml]")
                        .says(
                                REFUSED,
                                "The config settings is external but does not exist; make it (docker config create"
                                        + " settings FILE)"),
                with("external network not there", "files=[stack.yml, external-network.yml]")
                        .says(
                                REFUSED,
                                "The network errors-elsewhere is external but does not exist; make it (docker network"
                                        + " create -d overlay errors-elsewhere) or name it under 'networks:' in"
                                        + " deploy.yml"),
                with(
                                "network of the node alone",
                                "files=[stack.yml, external-network.yml]",
                                "variables.NET=errors-local")
                        .says(
                                REFUSED,
                                "The network errors-local exists with driver bridge and scope local, but services need"
                                        + " an overlay network of scope swarm; remove or rename it"),
                with(
                                "network of another kind",
                                "files=[stack.yml, external-network.yml]",
                                "variables.NET=redis-net",
                                "networks.redis-net={driver: weave}")
                        .says(
                                REFUSED,
                                "networks.elsewhere: the network redis-net exists, and its driver is overlay, not weave;"
                                        + " a network cannot be changed"));
    }

    static Stream<Trouble> engine() throws IOException {
        String lonely = Lab.variable("LAB_LONELY_ENGINE");
        Path deaf = Files.createTempFile("no-engine", ".sock");
        deaf.toFile().deleteOnExit();
        return Stream.of(
                with("in no swarm", "engine.host=" + lonely)
                        .says(
                                FAILED,
                                "the engine at " + lonely + " says 'This node is not a swarm manager.",
                                "name a manager of the swarm as the engine (docker node ls lists them), or make this"
                                        + " one a manager"),
                with("no such socket", "engine.host=unix:///nowhere/docker.sock")
                        .says(
                                FAILED,
                                "no engine at unix:///nowhere/docker.sock: there is no such socket; start the engine"
                                        + " (systemctl start docker) or set DOCKER_HOST to the engine that you mean"),
                with("nobody listens", "engine.host=unix://" + deaf)
                        .says(FAILED, "no engine at unix://" + deaf + ": nothing listens on the socket"),
                with("closed port", "engine.host=tcp://127.0.0.1:1")
                        .says(
                                FAILED,
                                "no engine at tcp://127.0.0.1:1 (connection refused): start it, with this address among"
                                        + " its 'hosts', or set DOCKER_HOST to the engine that you mean"),
                with("no TLS", "engine.host=tcp://192.0.2.1:2375")
                        .says(
                                REFUSED,
                                "'tcp://192.0.2.1:2375' would be used without TLS, which gives the engine's machine to"
                                        + " everybody on the network: set DOCKER_CERT_PATH to a directory with ca.pem,"
                                        + " cert.pem and key.pem, or use ssh://"),
                with("no certificates", "engine={host: 'tcp://192.0.2.1:2376', certificates: nowhere}")
                        .says(REFUSED, "cannot read " + FILES.resolve("nowhere/ca.pem") + ": TLS to the engine needs"),
                with("no address", "engine.host=here")
                        .says(
                                REFUSED,
                                "'here' is not an engine's address: write unix:///path/to/socket, tcp://host:2376 or"
                                        + " ssh://user@host"));
    }

    static Stream<Trouble> files() {
        return Stream.of(
                with("mistakes in a Compose file", "files=[mistakes.yml]")
                        .says(
                                REFUSED,
                                "mistakes.yml:4:5: services.app.comand: unknown field; did you mean 'command'?",
                                "mistakes.yml:5:13: services.app.ports[0]: '99999:80' is not a valid port",
                                "mistakes.yml:6:16: services.app.networks.nowhere: there is no network 'nowhere';"
                                        + " declare it below the top-level 'networks'",
                                "mistakes.yml:8:12: services.web.image: the variable VERSION is not set"),
                with("no such Compose file", "files=[nowhere.yml]")
                        .says(REFUSED, "nowhere.yml:1:1: file not found; check the path"),
                with("no node for it", "files=[stack.yml, no-node.yml]")
                        .says(
                                REFUSED,
                                "No node can run the service errors_app (",
                                ": 'node.labels.disk == fast' fails, it has no node.labels.disk); change its placement"
                                        + " or reservations, or add a node",
                                "No node can run the service errors_greedy (",
                                " CPUs and 512.0 are reserved)"),
                with("migration of no service", "migration={service: web, command: [x]}")
                        .says(
                                REFUSED,
                                "The migration uses the service web, but the stack files have no such service; they"
                                        + " have app"),
                with("no build context", BUILD.formatted("nowhere", "x"))
                        .says(
                                REFUSED,
                                "the build context " + FILES.resolve("nowhere")
                                        + " does not exist; name the directory that holds the sources"),
                with("no Dockerfile", BUILD.formatted(".", "x"))
                        .says(REFUSED, "there is no Dockerfile Dockerfile in the build context " + FILES));
    }

    static Stream<Trouble> builds() {
        String image = Lab.variable("LAB_REGISTRY") + "/errors-app:latest";
        String missing = Lab.variable("LAB_REGISTRY") + "/nothing:1";
        return Stream.of(
                with("failing RUN", BUILD.formatted("failing-run", "x"))
                        .says(
                                FAILED,
                                "building " + image
                                        + " failed in step [2/2] RUN echo the compiler is missing; exit 3 (Dockerfile"
                                        + " line 2): exit code 3; correct the step, whose last lines were:\n"
                                        + "  the compiler is missing"),
                with("base image not in our registry", BUILD.formatted("missing-base", "\"${REGISTRY}/nothing:1\""))
                        .says(FAILED, "cannot pull " + missing, "correct its name or tag, or push it first"),
                with("base image's registry not there", BUILD.formatted("missing-base", "nowhere.invalid/base:1"))
                        .says(
                                FAILED,
                                "cannot build " + image + ": its base image nowhere.invalid/base:1 is not to be had"));
    }

    @ParameterizedTest
    @MethodSource({"registry", "secretsAndNetworks", "engine", "files", "builds"})
    void isSaidAndChangesNothing(Trouble trouble) throws Exception {
        SortedMap<String, JsonNode> before = swarm.everything();
        Cli.Run run = trouble.spoil().apply(Cli.in(FILES)).run(arguments(trouble.settings()));

        assertSaid(run, trouble.exit(), trouble.says());
        assertThat(swarm.everything()).isEqualTo(before);
    }

    @Test
    void aSocketThatIsNotOursIsExplained() throws Exception {
        Path open = Files.createTempDirectory("for-everybody");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path jar = Files.copy(Path.of("target/flaskbb-swarm.jar"), open.resolve("flaskbb-swarm.jar"));
        Path files = Cli.copy(FILES, open.resolve("files"));
        try {
            Cli.Run run = Cli.in(files)
                    .behind(jar, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                    .run("deploy");
            assertSaid(
                    run,
                    FAILED,
                    List.of("may not use the engine at " + Lab.engine()
                            + ": run as root, or as a member of the group that owns the socket (usermod -aG docker"
                            + " <user>)"));
        } finally {
            delete(open);
        }
    }

    @Test
    void aMigrationThatFailsLeavesTheRunningStackAlone() throws Exception {
        assertThat(Cli.in(FILES).run(arguments(List.of())).exit()).isZero();
        SortedMap<String, JsonNode> before = swarm.everything();
        SortedSet<String> tasks = swarm.tasks("errors_app");
        assertThat(tasks).hasSize(1);

        Cli.Run run = Cli.in(FILES)
                .run(arguments(List.of(
                        "files=[stack.yml, another-command.yml]",
                        "migration={service: app, command: [sh," + " -c, 'echo there is no table users; exit 3']}")));

        assertSaid(
                run,
                FAILED,
                List.of(
                        "The release of errors failed: The job errors_migration-2 failed: task: non-zero exit (3) (exit"
                                + " code 3); the probable cause: its program ends by itself with exit code 3",
                        "The stack is back at release 1."));
        assertThat(run.out()).contains("errors_migration-2 | there is no table users");
        assertThat(swarm.tasks("errors_app")).isEqualTo(tasks);
        assertThat(swarm.everything()).isEqualTo(before);
    }

    /** The sentences, on standard error alone, and not one line of a stack trace. */
    private static void assertSaid(Cli.Run run, int exit, List<String> sentences) {
        assertThat(run.exit()).as("exit code of %s", run).isEqualTo(exit);
        assertThat(run.err()).contains(sentences);
        assertThat(run.out()).doesNotContain(sentences);
        assertThat(run.said()).doesNotContain("\tat ", "Exception", "mistake in flaskbb-swarm");
    }

    private static String[] arguments(List<String> settings) {
        return Stream.concat(Stream.of("deploy"), settings.stream().flatMap(setting -> Stream.of("--set", setting)))
                .toArray(String[]::new);
    }

    private static void delete(Path folder) throws IOException {
        Path[] all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(java.util.Comparator.reverseOrder()).toArray(Path[]::new);
        }
        for (Path file : Arrays.asList(all)) {
            Files.delete(file);
        }
    }
}
