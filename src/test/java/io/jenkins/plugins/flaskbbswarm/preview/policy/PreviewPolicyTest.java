package io.jenkins.plugins.flaskbbswarm.preview.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException;
import io.jenkins.plugins.flaskbbswarm.deploy.DeploymentContext;
import io.jenkins.plugins.flaskbbswarm.deploy.InvalidRequestException;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.preview.PreviewFile;
import io.jenkins.plugins.flaskbbswarm.preview.config.PreviewConfig;
import io.jenkins.plugins.flaskbbswarm.preview.config.PullRequest;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A stack file that tries each forbidden thing: it is refused, and the sentence names the service and the rule. */
class PreviewPolicyTest {
    private static final String DEPLOY = """
            stack: forum
            engine: {host: "tcp://127.0.0.1:1"}
            files: [stack.yml]
            variables: {SMTP: {env: SMTP}, PLAIN: x}
            registry: {address: registry.example.org, username: ci, password: {file: registry-password}}
            images: {app: {context: app, name: registry.example.org/app, tags: ["1"]}}
            preview:
              repository: forum/forum
              name: "pr-${PR}"
              host: "pr-${PR}.example.org"
              path: PATH
              limits: {each: {services: 3, tasks: 6, cpus: "4", memory: 4g}, task: {pids: 100, log: 30m}}
              policy:
                networks: [traefik-net]
                secrets: [mail-password]
                constraints: [node.labels.previews == yes]
                images: [nginx, "postgres*", registry.example.org/shared]
                labels: [prometheus.*, com.example.team]
            """;

    private static final Map<String, String> SMTP = Map.of("SMTP", "x");
    private static final Map<String, String> ENVIRONMENT = Map.of("FLASKBB_ADMIN_PASSWORD", "secret");

    @TempDir
    private Path directory;

    private String policy = DEPLOY;

    private void check(String service, String rest, String path) throws IOException {
        check(service, rest, path, "nginx");
    }

    private void check(String service, String rest, String path, String image) throws IOException {
        Path context = Files.isSymbolicLink(directory.resolve("app"))
                ? directory
                : Files.createDirectories(directory.resolve("app"));
        if (!Files.exists(context.resolve("Dockerfile"))) {
            Files.writeString(context.resolve("Dockerfile"), "FROM debian\n");
        }
        Files.writeString(directory.resolve("deploy.yml"), policy.replace("PATH", path));
        Files.writeString(directory.resolve("site.conf"), "listen 80;");
        Files.writeString(
                directory.resolve("stack.yml"),
                "version: '3.8'\nservices:\n  db:\n    image: postgres\n  app:\n    image: " + image + "\n    "
                        + service.replace("\\n", "\n    ") + "\n" + rest.replace("\\n", "\n") + "\n");
        PreviewConfig config = PreviewFile.read(directory.resolve("deploy.yml"), List.of(), SMTP, PullRequest.of(7));
        new PreviewDeploymentPolicy(config)
                .wanted(new DeploymentContext(SMTP, "me", Duration.ZERO, EventSink.silent()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '!', nullValues = "-", textBlock = """
                    # what the service says                          | what the file says beside          | rule               | what the sentence says
                    volumes: ['/etc:/host']                          | !!                                 | bind-mounts        | The service app mounts /etc of its node
                    volumes: ['/var/run/docker.sock:/s']             | !!                                 | bind-mounts        | mounts /var/run/docker.sock of its node
                    volumes: ['vol:/data']                           | volumes: {vol: {name: other_data}}   | volumes            | mounts the volume other_data, which is not its own
                    volumes: ['vol:/data']                           | volumes: {vol: {driver: nfs}}        | volumes            | has the volume pr-7_vol with a driver or options
                    volumes: ['vol:/d']                              | volumes: {vol: {driver_opts: {type: none, o: bind, device: /}}} | volumes | has the volume pr-7_vol with a driver or options
                    ports: ['80:80']                                 | !!                                 | host-ports         | publishes port 80 on the nodes
                    ports: [{target: 80, published: 80, mode: host}] | !!                                 | host-ports         | publishes port 80 on the nodes
                    cap_add: [NET_ADMIN]                             | !!                                 | capabilities       | wants the capabilities CAP_NET_ADMIN
                    sysctls: {net.ipv4.ip_forward: '1'}              | !!                                 | sysctls            | sets sysctls
                    ulimits: {nofile: 1000000}                       | !!                                 | ulimits            | sets ulimits
                    privileged: true                                 | !!                                 | privileged-options | the service app has 'privileged'
                    pid: host                                        | !!                                 | privileged-options | the service app has 'pid'
                    ipc: host                                        | !!                                 | privileged-options | the service app has 'ipc'
                    devices: ['/dev/sda:/dev/sda']                   | !!                                 | privileged-options | the service app has 'devices'
                    network_mode: host                               | !!                                 | privileged-options | the service app has 'network_mode'
                    security_opt: ['seccomp:unconfined']             | !!                                 | privileged-options | the service app has 'security_opt'
                    userns_mode: host                                | !!                                 | privileged-options | the service app has 'userns_mode'
                    isolation: process                               | !!                                 | privileged-options | chooses its isolation
                    credential_spec: {file: x.json}                  | !!                                 | privileged-options | has a credential spec
                    networks: [n]                                    | networks: {n: {external: true, name: host}} | host-network | uses the network host of its node
                    networks: [n]                                    | networks: {n: {external: true, name: prod_default}} | networks | uses the network prod_default, which is not its own
                    networks: [n]                                    | networks: {n: {name: prod_default}} | networks          | uses the network prod_default, which is not its own
                    networks: [n]                                    | networks: {n: {driver: macvlan}}   | networks           | The network pr-7_n has a driver, addresses or options
                    secrets: [s]                                     | secrets: {s: {external: true, name: prod_password}} | secrets | The secret prod_password is not the preview's own
                    configs: [c]                                     | configs: {c: {external: true}}     | configs            | The config c is not the preview's own
                    configs: [c]                                     | configs: {c: {file: site.conf, name: prod_site}} | configs | The config prod_site is not the preview's own
                    configs: [c]                                     | configs: {c: {file: site.conf, template_driver: golang}} | configs | has a driver or a template
                    deploy: {placement: {constraints: [node.role == manager]}} | !!                      | placement          | chooses its nodes with 'node.role == manager'
                    deploy: {placement: {constraints: [node.hostname == db1]}} | !!                      | placement          | chooses its nodes with 'node.hostname == db1'
                    deploy: {replicas: 2, update_config: {order: start-first, parallelism: 0}} | !!        | size | The limits of its tasks come to 5.00 CPUs
                    deploy: {replicas: 2, rollback_config: {order: start-first, parallelism: 9}} | !!      | size | The limits of its tasks come to 5.00 CPUs
                    deploy: {replicas: 3, update_config: {order: start-first}} | !!                        | size | The limits of its tasks come to 5.00 CPUs
                    deploy: {mode: global}                           | !!                                 | placement          | runs on each node
                    logging: {driver: syslog, options: {syslog-address: 'tcp://elsewhere'}} | !!           | logging            | logs through the driver syslog
                    deploy: {labels: {io.jenkins.flaskbb-swarm.job: x}} | !!                             | stacks             | has the label io.jenkins.flaskbb-swarm.job
                    deploy: {labels: {traefik.http.routers.pr-7.rule: Host(`bb.example.org`)}} | !!      | routes             | asks for the requests of Host(`bb.example.org`)
                    deploy: {labels: {traefik.http.routers.pr-7.rule: PathPrefix(`/`)}} | !!             | routes             | asks for the requests of PathPrefix(`/`)
                    deploy: {labels: {traefik.http.routers.pr-7.rule: "Host(`pr-7.example.org`, `bb.example.org`)"}} | !! | routes | asks for the requests of
                    deploy: {labels: {traefik.http.routers.forum.rule: Host(`pr-7.example.org`)}} | !!   | routes             | whose name may be another stack's
                    deploy: {labels: {traefik.http.routers.pr-7.service: api@internal}} | !!             | routes             | has the label traefik.http.routers.pr-7.service=api@internal
                    deploy: {labels: {traefik.http.routers.pr-7.service: internal-admin}} | !!           | routes             | has the label traefik.http.routers.pr-7.service=internal-admin
                    deploy: {labels: {traefik.http.routers.pr-7.Rule: Host(`bb.example.org`)}} | !!      | routes             | asks for the requests of Host(`bb.example.org`)
                    deploy: {labels: {TRAEFIK.HTTP.Routers.pr-7.RULE: Host(`bb.example.org`)}} | !!      | routes             | asks for the requests of Host(`bb.example.org`)
                    deploy: {labels: {traefik.http.routers.pr-7.priority: '999'}} | !!                   | routes             | has the label traefik.http.routers.pr-7.priority
                    deploy: {labels: {traefik.http.routers.pr-7.middlewares: 'pr-7-a, admin-auth'}} | !! | routes             | has the label traefik.http.routers.pr-7.middlewares
                    deploy: {labels: {traefik.http.routers.pr-7.middlewares: 'auth@file'}} | !!          | routes             | has the label traefik.http.routers.pr-7.middlewares
                    deploy: {labels: {'traefik.http.routers.pr-7.tls.domains[0].main': bb.example.org}} | !! | routes         | has the label traefik.http.routers.pr-7.tls.domains[0].main=bb.example.org
                    deploy: {labels: {'traefik.http.routers.pr-7.tls.domains[0].sans': '*.example.org'}} | !! | routes        | has the label traefik.http.routers.pr-7.tls.domains[0].sans
                    deploy: {labels: {traefik.http.routers.pr-7.tls.options: 'weak@file'}} | !!          | routes             | has the label traefik.http.routers.pr-7.tls.options
                    deploy: {labels: {traefik.http.routers.pr-77.rule: Host(`pr-7.example.org`)}} | !!   | routes             | whose name may be another stack's
                    deploy: {labels: {traefik.http.services.pr-7.loadbalancer.server.url: 'http://10.0.0.1'}} | !! | routes   | has the label traefik.http.services.pr-7.loadbalancer.server.url
                    deploy: {labels: {traefik.http.services.pr-7.loadbalancer.servers: x}} | !!          | routes             | has the label traefik.http.services.pr-7.loadbalancer.servers
                    deploy: {labels: {traefik.http.services.pr-7.loadbalancer.serverstransport: 'x@file'}} | !! | routes      | has the label
                    deploy: {labels: {traefik.http.services.pr-7.loadbalancer.healthcheck.path: 'http://10.0.0.1/'}} | !! | routes | healthcheck.path=http://10.0.0.1/
                    deploy: {labels: {traefik.http.services.pr-7.loadbalancer.healthcheck.path: '//10.0.0.1/'}} | !! | routes | healthcheck.path=//10.0.0.1/
                    deploy: {labels: {traefik.http.services.pr-7.loadbalancer.healthcheck.hostname: admin}} | !! | routes     | healthcheck.hostname
                    deploy: {labels: {traefik.http.services.pr-7.mirroring.service: forum}} | !!         | routes             | has the label traefik.http.services.pr-7.mirroring.service
                    deploy: {labels: {traefik.http.middlewares.pr-7.forwardauth.address: 'http://admin'}} | !! | routes       | has the label traefik.http.middlewares.pr-7.forwardauth.address
                    deploy: {labels: {traefik.http.middlewares.pr-7.basicauth.usersfile: /etc/passwd}} | !! | routes          | basicauth.usersfile
                    deploy: {labels: {traefik.http.middlewares.pr-7.errors.service: forum}} | !!         | routes             | errors.service
                    deploy: {labels: {traefik.http.middlewares.pr-7.plugin.x.y: z}} | !!                 | routes             | has the label traefik.http.middlewares.pr-7.plugin.x.y
                    deploy: {labels: {traefik.http.serverstransports.pr-7.insecureskipverify: 'true'}} | !! | routes          | has the label
                    deploy: {labels: {traefik.udp.routers.pr-7.entrypoints: dns}} | !!                   | routes             | has the label traefik.udp.routers.pr-7.entrypoints
                    deploy: {labels: {traefik.tls.stores.default.defaultgeneratedcert.resolver: x}} | !! | routes             | has the label traefik.tls.stores
                    deploy: {labels: {traefik.docker.network: prod_default}} | !!                        | routes             | has the label traefik.docker.network=prod_default
                    deploy: {labels: {traefik.frontend.rule: 'Host:pr-7.example.org;PathPrefix:/;AddPrefix:/admin'}} | !! | routes | asks for the requests of
                    deploy: {labels: {traefik.frontend.rule: 'Host:pr-7.example.org;PathPrefix:/,x:/'}} | !! | routes         | asks for the requests of
                    deploy: {labels: {traefik.frontend.rule: 'Host:pr-7.example.org,bb.example.org'}} | !! | routes           | asks for the requests of
                    deploy: {labels: {traefik.admin.frontend.rule: 'Host:bb.example.org'}} | !!          | routes             | has the label traefik.admin.frontend.rule
                    deploy: {labels: {traefik.frontend.auth.forward.address: 'http://admin'}} | !!       | routes             | has the label traefik.frontend.auth.forward.address
                    deploy: {labels: {caddy: bb.example.org}} | !!                                       | labels             | has the label caddy,
                    deploy: {labels: {caddy_1.reverse_proxy: 'admin:80'}} | !!                           | labels             | has the label caddy_1.reverse_proxy
                    deploy: {labels: {com.df.servicePath: /}} | !!                                       | labels             | has the label com.df.servicePath
                    deploy: {labels: {swarm.cronjob.enable: 'true'}} | !!                                | labels             | has the label swarm.cronjob.enable
                    labels: {ofelia.job-exec.x.command: id} | !!                                         | labels             | has the label ofelia.job-exec.x.command
                    labels: {com.centurylinklabs.watchtower.lifecycle.pre-update: id} | !!               | labels             | has the label com.centurylinklabs
                    labels: {traefik.http.routers.x.rule: Host(`bb.example.org`)} | !!                   | routes             | whose name may be another stack's
                    networks: [n]   | networks: {n: {labels: {caddy_ingress_network: x}}}                | labels             | The network pr-7_n has the label caddy_ingress_network
                    deploy: {labels: {IO.jenkins.flaskbb-swarm.job: x}} | !!                             | stacks             | has the label IO.jenkins.flaskbb-swarm.job
                    deploy: {labels: {Com.Docker.Stack.Namespace: forum}} | !!                           | stacks             | has the label Com.Docker.Stack.Namespace
                    networks: {t: {aliases: [redis]}} | networks: {t: {external: true, name: traefik-net}} | names            | calls itself redis on the network traefik-net
                    networks: {t: {aliases: [pr-77-app]}} | networks: {t: {external: true, name: traefik-net}} | names        | calls itself pr-77-app
                    networks: [t]\\nhostname: redis | networks: {t: {external: true, name: traefik-net}} | names               | calls itself redis
                    networks: [t]                                    | networks: {t: {name: traefik-net, driver: macvlan}} | networks | would make the network traefik-net
                    deploy: {replicas: 200}                          | !!                                 | size               | The stack has 201 tasks
                    deploy: {replicas: 4294967296}                   | !!                                 | size               | The stack has
                    deploy: {mode: replicated-job, replicas: 40}     | !!                                 | size               | The stack has 41 tasks
                    deploy: {resources: {limits: {cpus: '8'}}}       | !!                                 | size               | come to 9.00 CPUs
                    deploy: {resources: {limits: {memory: 64g}}}     | !!                                 | size               | more than one preview may take
                    deploy: {replicas: 5, resources: {limits: {memory: 1g}}} | !!                         | size               | more than one preview may take
                    deploy: {resources: {limits: {pids: 100000}}}    | !!                                 | size               | allows itself 100000 processes
                    volumes: [{type: tmpfs, target: /t, tmpfs: {size: 1099511627776}}] | !!               | size               | has a tmpfs larger than its memory
                    logging: {driver: json-file, options: {max-size: 1t}} | !!                            | size               | keeps more log than a preview may
                    logging: {driver: json-file, options: {max-size: 10m, max-file: '1000000'}} | !!      | size               | keeps more log than a preview may
                    logging: {driver: local, options: {max-size: '-1'}} | !!                              | size               | keeps more log than a preview may
                    logging: {driver: json-file, options: {mode: non-blocking, max-buffer-size: 100g}} | !! | logging          | sets the log option max-buffer-size
                    healthcheck: {test: [CMD, 'true'], interval: 1ms} | !!                                | size               | checks their health more often than once a second
                    deploy: {restart_policy: {delay: 0s}}            | !!                                 | size               | restarts its tasks more often than once a second
                    stop_grace_period: 100h                          | !!                                 | size               | takes longer than 5 minutes to stop
                    deploy: {labels: {traefik.tcp.routers.pr-7.rule: HostSNI(`*`)}} | !!                 | routes             | has the label traefik.tcp.routers.pr-7.rule
                    deploy: {labels: {traefik.frontend.rule: 'Host:bb.example.org'}} | !!                | routes             | asks for the requests of Host:bb.example.org
                    secrets: [s]                                     | secrets: {s: {file: site.conf, name: mail-password}} | secrets | would make the secret mail-password, which others share
                    configs: [c]                                     | configs: {c: {file: site.conf, name: mail-password}} | configs | would make the config mail-password, which others share
                    networks: [t]\\nhostname: app | networks: {t: {external: true, name: traefik-net}} | names                 | calls itself app on the network traefik-net
                    volumes: [{type: image, source: other, target: /x}] | !!                              | volumes            | has a mount of type image
                    volumes: ['vol:/d']  | volumes: {vol: {labels: {docker-volume-backup.stop: x}}}       | labels             | has the label docker-volume-backup.stop
                    volumes: ['vol:/d']  | volumes: {vol: {labels: {io.jenkins.flaskbb-swarm.job: x}}}    | stacks             | has the label io.jenkins.flaskbb-swarm.job
                    deploy: {resources: {reservations: {cpus: '64'}}}   | !!                              | size               | Its tasks reserve 64.05 CPUs
                    deploy: {resources: {reservations: {memory: 900g}}} | !!                              | size               | Its tasks reserve
                    logging: {driver: local, options: {max-size: 10m}}  | !!                              | size               | keeps more log than a preview may
                    healthcheck: {test: [CMD, 'true'], start_period: 100h, start_interval: 2ms} | !!      | size               | checks their health more often than once a second
                    extra_hosts: ['db:10.0.0.1']                     | !!                                 | fields             | sets TaskTemplate/ContainerSpec/Hosts
                    dns: [10.0.0.1]                                  | !!                                 | fields             | sets TaskTemplate/ContainerSpec/DNSConfig/Nameservers
                    logging: {driver: local, options: {max-size: 1g, max-file: '0', compress: 'false'}} | !! | size | keeps more log than a preview may
                    """)
    void isRefused(String service, String rest, String rule, String sentence) {
        assertThatThrownBy(() -> check(service, rest == null ? "" : rest, "/"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(sentence)
                .hasMessageContaining("(rule " + rule + ")");
    }

    /** What is kept by every manager, made on every node, or matched against patterns. */
    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '!', textBlock = """
                    "v%d:/data/%d",     | volumes: [@]                                  | The service app has 60 mounts, more than the 50 | 60
                    a%d%<0900d          | environment: ['A=@']                          | The service app has a definition of             | 400
                    a%d,                | deploy: {labels: {traefik.http.routers.pr-7.entrypoints: '@'}} | has a label longer than 4096 characters | 2000
                    ' %d'               | deploy: {labels: {version: "@"}}              | has a label longer than 4096 characters         | 2000
                    """)
    void whatIsLongIsRefused(String part, String service, String sentence, int times) {
        String volumes = IntStream.range(0, 60).mapToObj(i -> "v" + i + ": {}").collect(Collectors.joining(", "));
        String parts =
                IntStream.range(0, times).mapToObj(i -> part.formatted(i, i)).collect(Collectors.joining());
        assertThatThrownBy(() -> check(service.replace("@", parts), "volumes: {" + volumes + "}", "/"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void theDataOfAllItsConfigsIsBounded() throws IOException {
        Files.writeString(directory.resolve("big"), "x".repeat(480 << 10));
        String configs =
                IntStream.range(0, 24).mapToObj(i -> "c" + i + ": {file: big}").collect(Collectors.joining(", "));
        String used = IntStream.range(0, 24).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        assertThatThrownBy(() -> check("configs: [" + used + "]", "configs: {" + configs + "}", "/"))
                .hasMessageContaining(
                        "The stack's secrets and configs have 11 MiB, more than the 10 MiB of one preview")
                .hasMessageContaining("(rule size)");
    }

    @Test
    void whatTheClientDropsIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> check("privileged: true", "", "/"))
                .hasMessageMatching(
                        ".*stack\\.yml:7:\\d+: the service app has 'privileged' \\(rule privileged-options\\);"
                                + " remove it");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '!', delimiter = '|', textBlock = """
                    configs: [c]      | configs: {c: {file: ../outside}}
                    env_file: /etc/os-release | !!
                    secrets: [c]      | secrets: {c: {file: /etc/os-release}}
                    """)
    void filesFromElsewhereAreNotRead(String service, String rest) throws IOException {
        Files.writeString(directory.resolveSibling("outside"), "x=1");
        assertThatThrownBy(() -> check(service, rest, "/"))
                .isInstanceOf(ComposeException.class)
                .hasMessageContaining("(rule files)");
    }

    @Test
    void aLinkToElsewhereIsNotFollowed() throws IOException {
        Files.createSymbolicLink(directory.resolve("link"), Path.of("/etc/os-release"));
        assertThatThrownBy(() -> check("configs: [c]", "configs: {c: {file: link}}", "/"))
                .hasMessageContaining("(rule files)");
    }

    @Test
    void aSecretFileThatBecameALinkIsNoSecretOfItsServices() throws IOException {
        Files.createSymbolicLink(directory.resolve("registry-password"), Path.of("/etc/os-release"));
        assertThatThrownBy(() -> check("command: [x]", "", "/"))
                .hasMessageContaining("A secret comes from the file " + directory.resolve("registry-password"))
                .hasMessageContaining("(rule files)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    smtp: {env: SMTP}          | app           | true
                    smtp: {file: smtp}         | app           | true
                    smtp: generate             | app           | false
                    smtp: {env: SMTP}          | mail-password, smtp | false
                    """)
    void theStacksOwnSecretsAreNotItsPreviews(String secret, String listed, boolean refused) throws IOException {
        Files.writeString(directory.resolve("smtp"), "x");
        policy =
                DEPLOY.replace("secrets: [mail-password]", "secrets: [" + listed + "]") + "secrets: {" + secret + "}\n";
        String stack = "secrets: {smtp: {external: true}}";
        if (refused) {
            assertThatThrownBy(() -> check("secrets: [smtp]", stack, "/"))
                    .hasMessageContaining(
                            "The secret smtp has a value that deploy.yml gives the stack itself (rule secrets)");
        } else {
            assertThatCode(() -> check("secrets: [smtp]", stack, "/")).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    .git/config       | it is git's own
                    vendor/.git/HEAD  | it is git's own
                    registry-password | it holds a secret of the trusted side
                    linked/os-release | it is outside of the checkout
                    """)
    void filesOfTheCheckoutThatArePrivate(String file, String why) throws IOException {
        for (String folder : List.of(".git", "vendor/.git")) {
            Files.createDirectories(directory.resolve(folder));
            Files.writeString(directory.resolve(folder).resolve("config"), "url = https://me:password@host/");
            Files.writeString(directory.resolve(folder).resolve("HEAD"), "x");
        }
        Files.writeString(directory.resolve("registry-password"), "x");
        Files.createSymbolicLink(directory.resolve("linked"), Path.of("/etc"));
        assertThatThrownBy(() -> check("configs: [c]", "configs: {c: {file: " + file + "}}", "/"))
                .hasMessageContaining(why)
                .hasMessageContaining("(rule files)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    app               | The image app is built from
                    app/Dockerfile    | The image app is built from
                    app/.dockerignore | The image app is built from
                    """)
    void anImageIsNotBuiltFromElsewhere(String link, String sentence) throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolveSibling("elsewhere-" + directory.getFileName()));
        Files.writeString(elsewhere.resolve("Dockerfile"), "FROM scratch");
        Files.createDirectories(directory.resolve(".git"));
        Path place = directory.resolve(link);
        Files.createDirectories(place.getParent());
        Files.createSymbolicLink(place, link.equals("app") ? elsewhere : elsewhere.resolve("Dockerfile"));
        assertThatThrownBy(() -> check("command: [run]", "", "/"))
                .hasMessageContaining(sentence)
                .hasMessageContaining("(rule files)");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '!', delimiter = '|', textBlock = """
                    command: [run]                                                           | !!
                    volumes: ['vol:/data', {type: tmpfs, target: /tmp}]                      | volumes: {vol: {}}
                    networks: [n, t]                                                         | networks: {n: {}, t: {external: true, name: traefik-net}}
                    secrets: [s]                                                             | secrets: {s: {external: true, name: mail-password}}
                    configs: [c]                                                             | configs: {c: {file: site.conf}}
                    deploy: {placement: {constraints: [node.role != manager]}}               | !!
                    deploy: {placement: {constraints: ['node.labels.previews==yes']}}        | !!
                    deploy: {labels: {traefik.enable: 'true', traefik.http.routers.pr-7.rule: Host(`pr-7.example.org`), traefik.http.services.pr-7.loadbalancer.server.port: '80'}} | !!
                    deploy: {labels: {traefik.frontend.rule: 'Host:pr-7.example.org', traefik.port: '80'}} | !!
                    deploy: {labels: {traefik.http.routers.pr-7.middlewares: 'pr-7-strip,pr-7-gzip', traefik.http.middlewares.pr-7-strip.stripprefix.prefixes: /api, traefik.http.middlewares.pr-7-gzip.compress: 'true'}} | !!
                    deploy: {labels: {traefik.http.routers.pr-7.entryPoints: websecure, traefik.http.routers.pr-7.tls.certresolver: le, 'traefik.http.routers.pr-7.tls.domains[0].main': pr-7.example.org}} | !!
                    deploy: {labels: {traefik.http.services.pr-7.loadBalancer.healthCheck.path: /-/health, traefik.http.services.pr-7.loadBalancer.healthCheck.interval: 5s}} | !!
                    deploy: {labels: {org.opencontainers.image.source: 'https://example.org', com.example.team: forum, prometheus.port: '9090'}} | !!
                    networks: {t: {aliases: [pr-7-app]}}                                     | networks: {t: {external: true, name: traefik-net}}
                    networks: {n: {aliases: [redis]}}                                        | networks: {n: {}}
                    {cap_drop: [ALL], read_only: true, user: '1000', healthcheck: {test: [CMD, 'true']}} | !!
                    deploy: {replicas: 1, resources: {limits: {cpus: '1', memory: 64m}}, update_config: {order: start-first}} | !!
                    """)
    void isAllowed(String service, String rest) {
        String fields = service.startsWith("{")
                ? service.substring(1, service.length() - 1).replaceAll(", (?=read_only|user|healthcheck)", "\\\\n")
                : service;
        assertThatCode(() -> check(fields, rest, "/")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Host(`pr-7.example.org`) && PathPrefix(`/pr-7`) | true
                    Host(`pr-7.example.org`)                        | false
                    Host(`pr-7.example.org`) && PathPrefix(`/`)     | false
                    """)
    void whereAHostIsSharedThePathIsItsOwn(String rule, boolean allowed) {
        String labels = "deploy: {labels: {traefik.http.routers.pr-7.rule: '" + rule + "'}}";
        if (allowed) {
            assertThatCode(() -> check(labels, "", "/pr-${PR}")).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> check(labels, "", "/pr-${PR}")).hasMessageContaining("(rule routes)");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # service's image         | Dockerfile                                                     | refused
                    redis:7                    | FROM debian                                                    | The service app runs redis:7, which is not built here
                    registry.example.org/app:1 | FROM debian                                                    | -
                    nginx:1.27                 | FROM debian                                                    | -
                    example.org/postgres       | FROM debian                                                    | The service app runs example.org/postgres
                    nginx                      | FROM registry.example.org/team/private                         | The image app is built on registry.example.org/team/private
                    nginx                      | FROM debian%nCOPY --from=registry.example.org/x:1 /a /b         | The image app is built on registry.example.org/x:1
                    nginx                      | FROM debian%nRUN --mount=from=registry.example.org/x,target=/x true | The image app is built on registry.example.org/x
                    nginx                      | FROM registry.example.org/shared:3                             | -
                    nginx                      | FROM "registry.example.org/team/private" | The image app is built on registry.example.org/team/private
                    nginx                      | FROM registry.example.org/te\\am/private | The image app is built on registry.example.org/team/private
                    nginx                      | FROM REGISTRY.example.org:443/team/private | The image app is built on REGISTRY.example.org:443/team/private
                    nginx                      | FROM ${TARGETARCH:+registry.example.org/team/}private | which may be any image
                    nginx                      | ARG X=debian%nARG X=$X%nFROM $X | which may be any image
                    nginx                      | FROM registry.example.org:${PATH} | which may be any image
                    nginx                      | FROM debian%nCOPY --fr"om"=registry.example.org/x /a /b | The image app is built on registry.example.org/x
                    nginx                      | FROM debian%nCOPY \r--from=registry.example.org/x /a /b | The image app is built on registry.example.org/x
                    nginx                      | FROM debian%nRUN --mount=type=bind,FROM=registry.example.org/x true | The image app is built on registry.example.org/x
                    nginx                      | FROM debian%nONBUILD COPY --from=registry.example.org/x /a /b | The image app is built on registry.example.org/x
                    nginx                      | FROM debian%nRUN echo "<<Y"%nCOPY --from=registry.example.org/x / /x%nRUN true \\%nY | The image app is built on registry.example.org/x
                    nginx                      | # Escape=`%nFROM debian%nRUN true \\%nCOPY --from=registry.example.org/x / /x | The image app is built on registry.example.org/x
                    nginx                      | # syntax=evil/frontend%nFROM debian | has its Dockerfile read by evil/frontend
                    nginx                      | # syntax=docker/dockerfile:1.0-experimental%nFROM debian | has its Dockerfile read by docker/dockerfile:1.0-experimental
                    nginx                      | # syntax=docker/dockerfile@sha256:0123%nFROM debian | has its Dockerfile read by docker/dockerfile@sha256:0123
                    nginx                      | {"syntax": "evil/frontend"} | has its Dockerfile read by what its JSON names
                    nginx                      | #!/x%n {"syntax": "evil/frontend"} | has its Dockerfile read by what its JSON names
                    nginx                      | FROM debian%n\240FROM registry.example.org/x | The image app is built on registry.example.org/x
                    nginx                      | FROM debian%n\205COPY --from=registry.example.org/x / /x | The image app is built on registry.example.org/x
                    nginx                      | FROM --platform=linux/amd64\240registry.example.org/x as base | The image app is built on registry.example.org/x
                    nginx                      | FROM --platform="${A:+ linux }linux/amd64" registry.example.org/x as base | which may be any image
                    nginx                      | FROM debian%nLABEL a=\\\\%nFROM registry.example.org/x | The image app is built on registry.example.org/x
                    nginx                      | FROM debian%nRUN <<'E\\'%ntrue%nE\\%nCOPY --from=registry.example.org/x / /x | The image app is built on registry.example.org/x
                    nginx                      | FROM --platform=$BUILDPLATFORM debian AS a%nFROM --platform=linux/${TARGETARCH} a | -
                    nginx                      | # syntax=docker/dockerfile:1.7%nFROM debian | -
                    nginx                      | ARG V=12%nFROM debian:${V}-slim AS a%nFROM a%nCOPY --from=0 /a /b | -
                    nginx                      | ARG V%nFROM debian:${V:-12} | -
                    nginx                      | FROM registry.example.org/app:0                                | -
                    """)
    void imagesAreItsOwnOrListed(String image, String dockerfile, String refused) throws IOException {
        Files.createDirectories(directory.resolve("app"));
        Files.writeString(directory.resolve("app/Dockerfile"), dockerfile.formatted() + "\n");
        if (refused == null) {
            assertThatCode(() -> check("command: [x]", "", "/", image)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> check("command: [x]", "", "/", image))
                    .hasMessageContaining(refused)
                    .hasMessageContaining("(rule images)");
        }
    }

    @Test
    void labelsOfABuiltImageAreLookedAt() throws IOException {
        check("command: [x]", "", "/");
        PreviewConfig config = PreviewFile.read(directory.resolve("deploy.yml"), List.of(), SMTP, PullRequest.of(7));
        JsonNode labels = new ObjectMapper()
                .readTree("{\"maintainer\":\"me\",\"traefik.http.routers.x.rule\":\"Host(`bb.example.org`)\"}");
        JsonNode configuration = new ObjectMapper().createObjectNode().set("Labels", labels);
        assertThatThrownBy(() ->
                        new PreviewDeploymentPolicy(config).terms().builtImage().accept("app", configuration))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("The image app has the label traefik.http.routers.x.rule")
                .hasMessageContaining("(rule routes)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # what the Dockerfile says, as the engine has it | refused
                    {"Interval":1000000}                             | --interval
                    {"Interval":30000000000,"StartInterval":1000000} | --start-interval
                    {"Interval":-1}                                  | --interval
                    {"Interval":1000000000}                          | -
                    {"Test":["NONE"]}                                | -
                    {}                                               | -
                    """)
    void theHealthCheckOfABuiltImageIsLookedAt(String health, String refused) throws IOException {
        check("command: [x]", "", "/");
        JsonNode configuration =
                new ObjectMapper().createObjectNode().set("Healthcheck", new ObjectMapper().readTree(health));
        ThrowableAssert.ThrowingCallable accept =
                () -> new PreviewDeploymentPolicy(read()).terms().builtImage().accept("app", configuration);
        if (refused == null) {
            assertThatCode(accept).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(accept)
                    .hasMessage("The image app has a HEALTHCHECK more often than once a second (rule size); raise its "
                            + refused + " to 1s or more");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # ONBUILD of a public base image             | refused
                    COPY --from=other-team-app /secret /         | other-team-app
                    COPY --chown=1 --from=r.example.org/x /a /b  | r.example.org/x
                    RUN --mount=type=bind,from=private,target=/x cp -r /x /y | private
                    ADD --from=private /a /b                     | private
                    COPY . /app                                  | -
                    RUN pip install -r requirements.txt          | -
                    """)
    void onbuildTakesNothingFromImages(String trigger, String refused) throws IOException {
        check("command: [x]", "", "/");
        JsonNode configuration = new ObjectMapper()
                .createObjectNode()
                .set(
                        "OnBuild",
                        new ObjectMapper().createArrayNode().add("USER app").add(trigger));
        ThrowableAssert.ThrowingCallable accept = () ->
                new ImagePolicy(read()).isolation().baseCheck().accept(ImageReference.parse("python:3"), configuration);
        if (refused == null) {
            assertThatCode(accept).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(accept)
                    .hasMessage(
                            "The image python:3 has an ONBUILD that takes files from " + refused + " (rule images); do"
                                    + " that in the Dockerfile itself, or list docker.io/library/python under"
                                    + " preview.policy.images");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # the service                    | listed          | refused
                    environment: ['A=${SMTP}']       | -               | SMTP
                    environment: ['A=${SMTP:-x}']    | -               | SMTP
                    environment: ['A=${SMTP:+x}']    | -               | SMTP
                    environment: ['A=${NO:-${SMTP}}'] | -               | SMTP
                    environment: [SMTP]              | -               | SMTP
                    labels: {a: $SMTP}               | -               | SMTP
                    env_file: [app.env]              | -               | SMTP
                    environment: ['A=${SMTP}']       | variables: [SMTP] | -
                    environment: ['A=$$SMTP']        | -               | -
                    environment: ['A=${PLAIN}']      | -               | -
                    environment: ['A=${PR}']         | -               | -
                    """)
    void variablesOfTheBuildsEnvironmentAreClosed(String service, String listed, String refused) throws IOException {
        Files.writeString(directory.resolve("app.env"), "SMTP\n");
        if (listed != null) {
            policy = DEPLOY.replace("secrets: [mail", listed + "\n    secrets: [mail");
        }
        ThrowableAssert.ThrowingCallable check = () -> check(service, "", "/");
        if (refused == null) {
            assertThatCode(check).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(check)
                    .hasMessageContaining(
                            "The stack files use the variable " + refused + ", which deploy.yml takes from"
                                    + " the build's environment (rule variables); list it under preview.policy.variables");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # the argument    | listed            | refused
                    "${SMTP}"         | -                 | SMTP
                    $SMTP             | -                 | SMTP
                    "x${SMTP:-y}"     | -                 | SMTP
                    "${NO:-${SMTP}}"  | -                 | SMTP
                    "${SMTP}"         | variables: [SMTP] | -
                    plain             | -                 | -
                    "${PLAIN}"        | -                 | -
                    """)
    void valuesOfTheBuildsEnvironmentAreNoBuildArguments(String argument, String listed, String refused)
            throws IOException {
        policy = DEPLOY.replace("{context: app,", "{context: app, args: {TOKEN: " + argument + "},");
        policy = listed == null ? policy : policy.replace("secrets: [mail", listed + "\n    secrets: [mail");
        ThrowableAssert.ThrowingCallable check = () -> check("command: [x]", "", "/");
        if (refused == null) {
            assertThatCode(check).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(check)
                    .hasMessageContaining("The build argument images.app.args.TOKEN gives the variable " + refused
                            + " to the pull request's Dockerfile, which deploy.yml takes from the build's environment"
                            + " (rule variables); list it under preview.policy.variables");
        }
    }

    /** Namespaces are no beginnings of each other, or a name with a slash would lead from one to another. */
    @Test
    void cacheMountsAreOfOnePullRequest() throws IOException {
        check("command: [x]", "", "/");
        Set<String> namespaces = new HashSet<>();
        for (int number : List.of(7, 77, 8)) {
            PreviewConfig config =
                    PreviewFile.read(directory.resolve("deploy.yml"), List.of(), SMTP, PullRequest.of(number));
            namespaces.add(new ImagePolicy(config).isolation().cacheNamespace());
        }
        assertThat(namespaces).hasSize(3).allMatch(name -> name.matches("preview-[0-9a-f]{32}"));
    }

    private PreviewConfig read() {
        return PreviewFile.read(directory.resolve("deploy.yml"), List.of(), SMTP, PullRequest.of(7));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '!', nullValues = "-", textBlock = """
                    url: {env: SMTP}                 | shared-redis: false | !!                                         | preview.redis.url of deploy.yml
                    url: {file: redis}, image: redis | images: [nginx]     | !!                                         | preview.redis.url of deploy.yml
                    url: {env: SMTP}                 | shared-redis: true  | !!                                         | -
                    image: redis                     | shared-redis: false | !!                                         | -
                    image: redis                     | shared-redis: false | networks: {preview-redis: {}}              | The stack has a service or network preview-redis
                    image: redis                     | shared-redis: false | networks: {n: {name: pr-7_preview-redis}}  | The stack has a service or network preview-redis
                    """)
    void aRedisThatOthersUseIsForTrustedAuthors(String redis, String shared, String rest, String sentence) {
        String field = shared.startsWith("images") ? "" : "    " + shared + "\n";
        policy = DEPLOY + field + "  redis: {secret: cache, " + redis + "}\n";
        String service = rest.isEmpty() ? "command: [x]" : "networks: [" + rest.split("[{:]")[2].strip() + "]";
        String file = rest + "\\nsecrets: {cache: {external: true}}";
        if (sentence == null) {
            assertThatCode(() -> check(service, file, "/")).doesNotThrowAnyException();
            return;
        }
        assertThatThrownBy(() -> check(service, file, "/"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(sentence)
                .hasMessageContaining(
                        sentence.startsWith("preview.redis") ? "(rule redis); remove it" : "(rule names)");
    }

    @Test
    void flaskbbAsItIsShippedIsAllowed() {
        PreviewConfig config =
                PreviewFile.read(Path.of("examples/preview/deploy.yml"), List.of(), ENVIRONMENT, PullRequest.of(7));
        assertThatCode(() -> new PreviewDeploymentPolicy(config)
                        .wanted(new DeploymentContext(ENVIRONMENT, "me", Duration.ZERO, EventSink.silent())))
                .doesNotThrowAnyException();
    }
}
