package io.jenkins.plugins.flaskbbswarm.hostile;

import io.jenkins.plugins.flaskbbswarm.deploy.DeployFile;
import io.jenkins.plugins.flaskbbswarm.deploy.Deployment;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.lab.Lab;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewDown;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewUp;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What an author does with labels and names beside production, with a real Traefik 3: all that is accepted, at once, and
 * production answers as before; what is not is refused with its rule and a way out.
 */
@RequiresLab
class HostileTraefikTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String PRODUCTION = "hostile-production.example.org";
    private static final String OWN = "pr-7.hostile.example.org";

    private static final String SERVICE = """
              NAME:
                image: IMAGE
                command: [sh, -c, "mkdir -p /w/admin; echo TEXT | tee /w/index.html >/w/admin/index.html; exec httpd -f -p 8080 -h /w"]
                networks: [default, traefik-net]
                stop_grace_period: 0s
                deploy:
                  endpoint_mode: dnsrr
                  labels: LABELS
            """;
    private static final String NETWORKS = "networks: {traefik-net: {external: true}}\n";
    private static final String DEPLOY = """
            stack: STACK
            files: [STACK.yml]
            rollout: {monitor: 200ms, deadline: 2m}
            preview:
              repository: lab/hostile
              name: "hostile-pr-${PR}"
              host: "pr-${PR}.hostile.example.org"
              ttl: 1h
              limits: {repository: 9, swarm: 99}
              policy: {networks: [traefik-net], images: ["*"], placement: []}
            """;

    /** Each is accepted; the names and cases are those that Traefik takes for the same, and some that it does not. */
    private static final List<String> ACCEPTED = List.of(
            """
            traefik.enable: 'true', traefik.swarm.network: traefik-net, traefik.http.routers.R.rule: 'Host(`OWN`)',\
             traefik.http.services.R.loadbalancer.server.port: '8080'""",
            """
            TRAEFIK.ENABLE: 'true', Traefik.Swarm.Network: traefik-net, traefik.HTTP.Routers.R-a.Rule:\
             'Host(`OWN`)&&PathPrefix(`/`)', traefik.http.routers.R-a.entryPoints: web, traefik.http.routers.R-a.Service: R-a,\
             traefik.http.services.R-a.loadBalancer.Server.Port: '8080', traefik.http.services.R-a.loadbalancer.passHostHeader:\
             'false'""",
            """
            traefik.enable: 'true', traefik.swarm.network: traefik-net, traefik.http.routers.R-b.rule: 'Host(`OWN`)',\
             traefik.http.routers.R-b.middlewares: 'R-host,R-path', traefik.http.middlewares.R-host.headers.customRequestHeaders.Host:\
             hostile-production.example.org, traefik.http.middlewares.R-path.replacepath.path: /admin/,\
             traefik.http.middlewares.R-x.redirectscheme.scheme: https, traefik.http.services.R-b.loadbalancer.server.port: '8080'""",
            """
            traefik.enable: 'true', traefik.swarm.network: traefik-net, traefik.http.routers.R-c.rule: 'Host(`OWN`)',\
             traefik.http.routers.R-c.tls: 'true', 'traefik.http.routers.R-c.tls.domains[0].main': OWN,\
             traefik.http.services.R-c.loadbalancer.sticky.cookie.name: session, traefik.http.services.R-c.loadbalancer.server.port:\
             '8080'""",
            "traefik.frontend.rule: 'Host:OWN;PathPrefix:/', traefik.backend: R, traefik.port: '8080'");

    @TempDir
    private static Path directory;

    @BeforeAll
    static void deployProduction() throws Exception {
        String labels = ACCEPTED.get(0).replace("OWN", PRODUCTION).replace("R.", "hostile-production.");
        write("hostile-production", service("web", "production", labels));
        new Deployment(DeployFile.read(file("hostile-production"), List.of(), Map.of()), surroundings()).run();
        await(PRODUCTION, "production");
    }

    @AfterEach
    void removeThePreview() throws Exception {
        write("hostile-pr", service("web", "preview", ""));
        new PreviewDown(preview(), surroundings()).run();
    }

    /** Until its network is gone, too, which the command does not wait for: other tests count what there is. */
    @AfterAll
    static void removeProduction() throws Exception {
        docker("stack", "rm", "hostile-production");
        Instant end = Instant.now().plus(PATIENCE);
        while (!docker("network", "ls", "-q", "-f", "name=hostile-production").isBlank()) {
            assertThat(Instant.now()).as("the network of production is gone").isBefore(end);
            Thread.sleep(100);
        }
    }

    @Test
    void productionAnswersAsBefore() throws Exception {
        SortedMap<String, String> before = answers();
        StringBuilder services = new StringBuilder();
        List<String> names = List.of("web", "redis", "postgres", "traefik", "production");
        for (int i = 0; i < ACCEPTED.size(); i++) {
            services.append(service(
                    names.get(i),
                    "preview",
                    ACCEPTED.get(i).replace("OWN", OWN).replaceAll("\\bR\\b", "hostile-pr-7")));
        }
        write("hostile-pr", services.toString());

        new PreviewUp(preview(), surroundings(), Duration.ZERO).run();

        await(OWN, "preview");
        assertThat(answers()).isEqualTo(before);
        assertThat(before.values()).contains("200 production").noneMatch(answer -> answer.contains("preview"));
        assertThat(namesSeenByProduction()).isEqualTo("production\n".repeat(20).strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '!', textBlock = """
            # label                                                                                          | rule   | way out
            traefik.http.routers.hostile-pr-7.Rule: 'Host(`hostile-production.example.org`)'                 | routes | its own are Host(`pr-7.hostile.example.org`)
            traefik.http.routers.hostile-pr-7.rULE: 'Host(`OWN`) %OR PathPrefix(`/`)'                        | routes | its own are Host(`pr-7.hostile.example.org`)
            traefik.http.routers.hostile-pr-7.rule: 'HostRegexp(`.*`)'                                       | routes | its own are Host(`pr-7.hostile.example.org`)
            traefik.http.routers.hostile-pr-7.priority: '99999'                                              | routes | remove it
            traefik.http.routers.hostile-pr-7.service: hostile-production                                    | routes | use what the stack itself defines
            traefik.http.routers.hostile-pr-7.service: 'api@internal'                                        | routes | use what the stack itself defines
            traefik.http.routers.hostile-production.rule: 'Host(`OWN`)'                                      | routes | call it hostile-pr-7
            traefik.http.routers.hostile-pr-7.middlewares: 'x@file'                                          | routes | use what the stack itself defines
            traefik.http.services.hostile-pr-7.loadbalancer.server.url: 'http://hostile-production_web:8080' | routes | remove it
            traefik.http.services.hostile-pr-7.loadbalancer.servers.url: 'http://hostile-production_web:80'  | routes | remove it
            traefik.http.services.hostile-production.loadbalancer.server.port: '8080'                        | routes | call it hostile-pr-7
            traefik.http.services.hostile-pr-7.weighted.services: x                                          | routes | remove it
            traefik.http.middlewares.hostile-pr-7.forwardauth.address: 'http://hostile-production_web:8080'  | routes | remove it
            traefik.http.middlewares.hostile-pr-7.errors.service: hostile-production                         | routes | remove it
            'traefik.http.routers.hostile-pr-7.tls.domains[0].main': hostile-production.example.org          | routes | use what the stack itself defines
            traefik.tcp.routers.hostile-pr-7.rule: 'HostSNI(`*`)'                                            | routes | remove it
            traefik.swarm.network: ingress                                                                   | routes | use what the stack itself defines
            traefik.frontend.rule: 'Host:OWN;PathPrefix:/;AddPrefix:/pr-1'                                   | routes | its own are Host:pr-7.hostile.example.org
            traefik.frontend.rule: 'PathPrefix:/,x:/pr-1'                                                    | routes | its own are Host:pr-7.hostile.example.org
            caddy: hostile-production.example.org                                                            | labels | preview.policy.labels
            swarm.cronjob.enable: 'true'                                                                     | labels | preview.policy.labels
            com.df.notify: 'true'                                                                            | labels | preview.policy.labels
            ofelia.enabled: 'true'                                                                           | labels | preview.policy.labels
            """)
    void whatIsNotItsOwnIsRefused(String label, String rule, String wayOut) throws Exception {
        write("hostile-pr", service("web", "preview", label.replace("OWN", OWN).replace("%OR", "||")));

        assertThatThrownBy(() -> new PreviewUp(preview(), surroundings(), Duration.ZERO).run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("The service web ")
                .hasMessageContaining("(rule " + rule + "); ")
                .hasMessageContaining(wayOut);
    }

    private static PreviewConfig preview() {
        return PreviewFile.read(file("hostile-pr"), List.of(), Map.of(), PullRequest.of(7));
    }

    private static DeploymentContext surroundings() {
        return new DeploymentContext(System.getenv(), "hostile test", Duration.ofMinutes(1), EventSink.silent());
    }

    private static Path file(String stack) {
        return directory.resolve(stack + "-deploy.yml");
    }

    private static void write(String stack, String services) throws IOException {
        Files.writeString(file(stack), DEPLOY.replace("STACK", stack));
        Files.writeString(directory.resolve(stack + ".yml"), "version: '3.8'\nservices:\n" + services + NETWORKS);
    }

    private static String service(String name, String text, String labels) {
        return SERVICE.replace("NAME", name)
                .replace("IMAGE", Lab.variable("LAB_BUSYBOX"))
                .replace("TEXT", text)
                .replace("LABELS", "{" + labels + "}");
    }

    /** What production's visitors get, however they write its name. */
    private static SortedMap<String, String> answers() throws IOException {
        SortedMap<String, String> answers = new TreeMap<>();
        for (String host : List.of(PRODUCTION, PRODUCTION.toUpperCase(Locale.ROOT), PRODUCTION + ":80", "x.org")) {
            for (String path : List.of("/", "/admin/", "/index.html", "/none", "/%2e%2e/", "//" + OWN + "/")) {
                answers.put(host + " " + path, get(host, path));
            }
        }
        return answers;
    }

    /** A short name on the network that both share: the service keys of the preview are not among its answers. */
    private static String namesSeenByProduction() throws Exception {
        String container = docker("ps", "-q", "-f", "label=com.docker.swarm.service.name=hostile-production_web")
                .lines()
                .findFirst()
                .orElseThrow();
        String twenty = "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do busybox wget -qO-"
                + " http://web:8080/; done";
        return docker("exec", container, "sh", "-c", twenty).strip();
    }

    private static void await(String host, String text) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!get(host, "/").endsWith(text)) {
            assertThat(Instant.now()).as(host + " answers " + text).isBefore(end);
            Thread.sleep(100);
        }
    }

    /** As it is on the wire: clients of Java do not let a test choose the host. */
    private static String get(String host, String path) throws IOException {
        try (Socket socket = new Socket(Lab.variable("LAB_ADDRESS"), 80)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(9, 12) + " "
                    + answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
        }
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", "-H", Lab.engine()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " failed:\n" + said);
        }
        return said;
    }
}
