package io.jenkins.plugins.flaskbbswarm.compose;

import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeException;
import io.jenkins.plugins.flaskbbswarm.compose.source.ComposeSource;
import io.jenkins.plugins.flaskbbswarm.compose.source.Mode;
import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;
import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a user reads when a file is refused or odd. {@code ;} stands for a line's end. */
class ComposeErrorsTest {
    private static final Map<String, String> FILES = Map.of("/stack/app.env", "A=1\nno value here=2\n");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "imge: x                    | 4:5: services.app.imge: unknown field; did you mean 'image'?",
                "deploy: {replicas: -1}     | 4:24: services.app.deploy.replicas: must be a number from 0 on, not the number -1",
                "deploy: {replicas: two}    | 4:24: services.app.deploy.replicas: must be a whole number, not the text 'two'",
                "tty: [a]                   | 4:10: services.app.tty: must be true or false, not a list",
                "ports: {a: b}              | 4:12: services.app.ports: must be a list, not a mapping",
                "ports: [x]                 | 4:13: services.app.ports[0]: 'x' is not a valid port: the container's port is not a number or a range such as 8000-8010; write published:target, such as 8080:80",
                "volumes: ['dta:/x']        | 4:15: services.app.volumes[/x]: there is no volume 'dta'; did you mean 'data'?",
                "volumes: [{type: tmpfs, source: a, target: /t}] | 4:15: services.app.volumes[/t]: a tmpfs has no source; remove 'source'",
                "networks: [frnt]           | 4:16: services.app.networks.frnt: there is no network 'frnt'; did you mean 'front'?",
                "secrets: [nope]            | 4:15: services.app.secrets[nope]: there is no secret 'nope'; declare it below the top-level 'secrets'",
                "stop_grace_period: 1d      | 4:24: services.app.stop_grace_period: must be a duration, not '1d'; write a number with a unit, such as 90s, 1m30s or 24h; days have no unit",
                "command: a 'b              | 4:14: services.app.command: a ' is not closed; close it, or write the command as a list of words",
                "deploy: {mode: globl}      | 4:20: services.app.deploy.mode: unknown mode; write replicated, global, replicated-job or global-job",
                "deploy: {update_config: {order: first}} | 4:37: services.app.deploy.update_config.order: must be start-first or stop-first, not 'first'",
                "deploy: {resources: {limits: {cpus: 'lots'}}} | 4:41: services.app.deploy.resources.limits.cpus: 'lots' is not a valid number of CPUs: it is not a decimal number; write '0.5' or '2'",
                "deploy: {resources: {limits: {memory: '5X'}}} | 4:43: services.app.deploy.resources.limits.memory: must be an amount of memory, not '5X'; write a number with a unit: 512M, 1.5G",
                "hostname: ${E:?say who}    | 4:15: services.app.hostname: the variable E must be set: say who; set E",
                "hostname: a $ b            | 4:15: services.app.hostname: a '$' in 'a $ b' introduces no variable; write $$ for a dollar sign",
                "env_file: app.env          | app.env:2:1: a line must be NAME=value, without blanks in the name",
                "env_file: none.env         | 4:15: services.app.env_file: there is no file /stack/none.env; create it, or correct the path",
                "extends: {service: x}      | 4:24: services.app.extends: there is no service 'x' in stack.yml; correct the name",
                "ulimits: {nofile: {soft: 5}} | 4:23: services.app.ulimits.nofile.hard: is missing; give soft and hard, or one number for both",
                "volumes: ['~/x:/x']        | 4:15: services.app.volumes[0]: '~' cannot be resolved: HOME is not set; write the path on the node in full",
            })
    void refuses(String field, String complaint) {
        List<String> errors = problems(service(field), Mode.COMPATIBLE).stream()
                .filter(problem -> problem.severity().name().equals("ERROR"))
                .map(problem -> problem.toString().replaceFirst("^stack.yml:", ""))
                .toList();

        assertThat(errors).containsExactly(complaint);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hostname: ${UNSET}x  | 4:15: services.app.hostname: the variable UNSET is not set, and nothing takes its place; set it, or write ${UNSET:-default}",
                "image: nginx         | 4:12: services.app.image: the image has no tag, which means 'latest'; name a version",
                "image: nginx:latest  | 4:12: services.app.image: 'latest' is another image every other day; name a version, or add the digest",
                "privileged: true     | 4:17: services.app.privileged: has no effect in a swarm; add single capabilities with cap_add",
                "environment: {A: true} | 4:22: services.app.environment.A: must be text or a number, not the boolean true (docker stack deploy refuses this); put it in quotes",
                "ports: ['10.0.0.1:80:80'] | 4:13: services.app.ports[0]: a swarm does not heed the address before the port; the port opens on every address of every node; use a firewall, or a network without published ports",
                "command:             | 4:13: services.app.command: has no value (docker stack deploy refuses this); remove the field or give it one",
                "cap_add: [A, A]      | 4:14: services.app.cap_add[1]: repeats an earlier item of the list (docker stack deploy refuses this); remove it",
                "deploy: {restart_policy: {condition: on-failur}} | 4:42: services.app.deploy.restart_policy.condition: the engine refuses 'on-failur'; did you mean 'on-failure'?",
                "deploy: {resources: {limits: {memory: 1M}, reservations: {memory: 2M}}} | 4:71: services.app.deploy.resources.reservations.memory: more is reserved than the limit allows to use; raise the limit, or reserve less",
                "healthcheck: {test: x, interval: 1s, retries: 2} | 4:18: services.app.healthcheck: a task that is not healthy within 2s is killed; set start_period to the time that a slow start may take",
                "volumes: ['data:/d'];    deploy: {update_config: {order: start-first}} | 5:37: services.app.deploy.update_config.order: with start-first, old and new task write to the volume 'data' at once; use stop-first for a service of one replica that keeps data",
                "volumes: [./d:/d]    | 4:15: services.app.volumes[0]: a relative source becomes a path beside the stack file, and that path must exist on the node; write the path on the node in full, or use a config or a named volume",
                "volumes: [{type: bind, source: d, target: /d}] | 4:15: services.app.volumes[0]: a relative source becomes a path beside the stack file, and that path must exist on the node; write the path on the node in full, or use a config or a named volume",
                "labels: [traefik.http.routers.a.rule=x] | 4:13: services.app.labels: these are labels of the containers, and in a swarm Traefik reads those of the service only; write them below deploy.labels",
                "ports: [{target: 1, published: 2, mode: host}];    deploy: {replicas: 2, update_config: {order: start-first}} | 5:50: services.app.deploy.update_config.order: the new task waits for a host port that the old one holds, so start-first never ends on full nodes; use stop-first, or publish the port in mode ingress",
            })
    void warnsAndRefusesIfStrict(String field, String complaint) {
        List<String> warnings = problems(service(field), Mode.COMPATIBLE).stream()
                .map(problem -> problem.toString().replaceFirst("^stack.yml:", ""))
                .toList();

        assertThat(warnings).containsExactly(complaint);
        assertThat(refusal(service(field), Mode.STRICT).getMessage()).isEqualTo("stack.yml:" + complaint);
    }

    @Test
    void warnsOfAProxyThatMustGuess() {
        String labels = "networks: [front, default];    deploy: {labels: {traefik.enable: 'true'}}";

        assertThat(problems(service(labels), Mode.COMPATIBLE))
                .extracting(Problem::path)
                .containsExactly("services.app.healthcheck", "services.app.networks", "services.app.deploy.labels");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            traefik.http.services.a.loadbalancer.server.port |
            traefik.http.services.a.loadBalancer.server.port |
            traefik.tcp.services.a.loadbalancer.server.port  |
            traefik.udp.services.a.loadbalancer.server.port  |
            traefik.http.services.a.loadbalancer.server.url  |
            traefik.port                                     |
            traefik.admin.port                               |
            traefik.http.routers.a.rule                      | services.app.deploy.labels
            traefik.http.services.a.loadbalancer.sticky      | services.app.deploy.labels
            traefik.http.middlewares.a.redirectscheme.port   | services.app.deploy.labels
            """)
    void warnsOfAProxyThatDoesNotKnowThePort(String label, String warned) {
        String labels = "healthcheck: {test: x};    deploy: {labels: {traefik.enable: 'true', " + label + ": '80'}}";

        assertThat(problems(service(labels), Mode.COMPATIBLE))
                .extracting(Problem::path)
                .containsExactlyElementsOf(Optional.ofNullable(warned).stream().toList());
    }

    @Test
    void saysAllAtOnceInTheOrderOfTheFiles() {
        ComposeException refusal = refusal("""
                version: "3.8"
                services:
                  app:
                    image: nginx:1
                    tty: 5
                    prts: [80]
                  other:
                    image: "${UNSET}"
                    healthcheck: {interval: 5}
                """, Mode.COMPATIBLE);

        assertThat(refusal.problems())
                .extracting(problem -> problem.location().line() + " " + problem.path())
                .containsExactly(
                        "5 services.app.tty",
                        "6 services.app.prts",
                        "8 services.other.image",
                        "8 services.other.image",
                        "9 services.other.healthcheck.interval",
                        "9 services.other.healthcheck.interval");
        assertThat(refusal.getMessage().lines().map(line -> line.replaceFirst("(:[0-9]+:).*", "$1")))
                .containsExactly(
                        "error: stack.yml:5:",
                        "error: stack.yml:6:",
                        "error: stack.yml:8:",
                        "error: stack.yml:9:",
                        "warning: stack.yml:8:",
                        "warning: stack.yml:9:",
                        "4 errors, 2 warnings");
    }

    @Test
    void neverSaysWhatAVariableHolds() {
        ComposeException refusal = refusal(
                "services: {app: {image: 'nginx:1', deploy: {replicas: '${TOKEN}'}, stop_grace_period: '${TOKEN}',"
                        + " ports: ['${TOKEN}'], read_only: '${TOKEN}', command: \"'${TOKEN}\"}}",
                Mode.COMPATIBLE);

        assertThat(refusal.problems()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(refusal.getMessage()).doesNotContain("hunter2").contains("${TOKEN}");
    }

    @Test
    void oneFileAloneIsNotEnough() {
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> ComposeLoader.load(
                                List.of(), Variables.none(), Mode.COMPATIBLE, ComposeErrorsTest::read)))
                .hasMessage("no Compose file is given: name one with -c");
    }

    private static String service(String field) {
        String image = field.contains("image:") ? "    hostname: x\n" : "    image: nginx:1\n";
        String fields = "    " + field.replace(";", "\n") + "\n";
        String other = "  other: {image: 'x:1', volumes: ['data:/d'], networks: [front]}\n";
        return "services:\n  app:\n" + image + fields + other + "volumes: {data: }\nnetworks: {front: }\n";
    }

    private static List<Problem> problems(String file, Mode mode) {
        try {
            return load(file, mode).warnings();
        } catch (ComposeException e) {
            return e.problems();
        }
    }

    private static ComposeException refusal(String file, Mode mode) {
        return catchThrowableOfType(ComposeException.class, () -> load(file, mode));
    }

    private static LoadedStack load(String file, Mode mode) {
        ComposeSource source = ComposeSource.of("stack.yml", Path.of("/stack"), file.getBytes(StandardCharsets.UTF_8));
        return ComposeLoader.load(
                List.of(source), Variables.of(Map.of("TOKEN", "hunter2")), mode, ComposeErrorsTest::read);
    }

    private static byte[] read(Path file, int limit) throws NoSuchFileException {
        return Optional.ofNullable(FILES.get(file.toString()))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new NoSuchFileException(file.toString()));
    }
}
