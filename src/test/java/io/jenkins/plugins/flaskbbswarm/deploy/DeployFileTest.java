package io.jenkins.plugins.flaskbbswarm.deploy;

import io.jenkins.plugins.flaskbbswarm.rollout.Probe;
import io.jenkins.plugins.flaskbbswarm.rollout.RolloutOptions;
import io.jenkins.plugins.flaskbbswarm.secrets.SecretSource;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code deploy.yml}: the documented example is read whole, and each mistake gets its place and its sentence. */
class DeployFileTest {
    private static final Path EXAMPLE = Path.of("resources/flaskbb/deploy.yml");

    /** What each file of the tables below begins with, so that the third line is the one in question. */
    private static final String LEAST = "stack: s\nfiles: [a.yml]\n";

    @TempDir
    private Path directory;

    @Test
    void theExampleIsAcceptedAsItIs() {
        Path here = EXAMPLE.toAbsolutePath().getParent();
        DeployConfig config = DeployFile.read(EXAMPLE, List.of(), Map.of());

        assertThat(config.directory()).isEqualTo(here);
        assertThat(config.stack()).isEqualTo(new Namespace("flaskbb"));
        assertThat(config.engine())
                .isEqualTo(new DeployConfig.Engine(Optional.of("unix:///var/run/docker.sock"), Optional.empty()));
        assertThat(config.registry())
                .contains(new DeployConfig.Registry(
                        "registry.example.org:5000", "ci", new SecretSource.Environment("REGISTRY_PASSWORD")));
        assertThat(config.variables())
                .isEqualTo(Map.of(
                        "REGISTRY", "registry.example.org:5000",
                        "HOST", "bb.example.org",
                        "ADMIN_EMAIL", "admin@example.org"));
        assertThat(config.images())
                .containsExactly(
                        image(here, "app", "Dockerfile.app", "registry.example.org:5000/flaskbb-app"),
                        image(here, "nginx", "Dockerfile.nginx", "registry.example.org:5000/flaskbb-nginx"));
        assertThat(config.files()).containsExactly(here.resolve("docker-stack.yml"));
        assertThat(config.secrets())
                .isEqualTo(Map.of(
                        "flaskbb_secret_key", new SecretSource.Generate(),
                        "flaskbb_wtf_csrf_secret", new SecretSource.Generate(),
                        "flaskbb_postgres_connection", new SecretSource.Environment("FLASKBB_POSTGRES"),
                        "redis_url", new SecretSource.Environment("FLASKBB_REDIS"),
                        "flaskbb_admin_password", new SecretSource.Environment("FLASKBB_ADMIN_PASSWORD")));
        DeployConfig.Network attachable = new DeployConfig.Network("overlay", true, false, false);
        assertThat(config.networks()).isEqualTo(Map.of("traefik-net", attachable, "redis-net", attachable));
        assertThat(config.migration())
                .contains(new DeployConfig.Migration(
                        "flaskbb-app",
                        List.of("db-upgrade"),
                        Duration.ofMinutes(10),
                        new DeployConfig.WayBack(
                                List.of("db-revision"),
                                List.of("db-downgrade"),
                                Optional.of(new DeployConfig.Backup(
                                        List.of(),
                                        List.of(),
                                        Optional.of(new DeployConfig.PostgresDump(
                                                Optional.of("postgres:17"),
                                                Optional.of("/run/secrets/flaskbb_postgres_connection"),
                                                "flaskbb-backups",
                                                3)))),
                                false)));
        assertThat(config.rollout())
                .isEqualTo(
                        new RolloutOptions(Duration.ofMinutes(10), Duration.ofMinutes(3), Duration.ofSeconds(2), 3, 8));
        assertThat(config.probe())
                .contains(new Probe(
                        URI.create("http://bb.example.org/"),
                        Optional.empty(),
                        200,
                        Optional.of("FlaskBB"),
                        Duration.ofSeconds(60),
                        Optional.empty()));
        assertThat(config.keep()).isEqualTo(10);
    }

    private static DeployConfig.Image image(Path context, String key, String dockerfile, String name) {
        return new DeployConfig.Image(
                key,
                context,
                dockerfile,
                Optional.empty(),
                Map.of("FLASKBB_VERSION", "2.2.0"),
                name,
                List.of("1", "latest"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # third line of the file                       | what is said about it
            kep: 3                                         | 3:1: kep: unknown field; did you mean 'keep'?
            zebra: 3                                       | 3:1: zebra: unknown field; known here: build, canary, engine, files, images, keep, migration, networks, preview, probe, profiles, registry, rollout, secrets, stack, variables
            engine: {hots: x}                              | 3:10: engine.hots: unknown field; did you mean 'host'?
            keep: many                                     | 3:7: keep: must be a whole number, not the text 'many'
            keep: 0                                        | 3:7: keep: must be between 1 and 100000; the default is 10
            keep: 9999999999                               | 3:7: keep: must be between 1 and 100000; the default is 10
            engine: here                                   | 3:9: engine: must be a mapping, not the text 'here'
            networks: {n: {attachable: maybe}}             | 3:28: networks.n.attachable: must be true or false, not the text 'maybe'
            engine: {host: 1}                              | 3:16: engine.host: must be text, not the number 1; put it in quotes
            migration: {service: a, command: {b: c}}       | 3:34: migration.command: must be text or a list of texts, not a mapping
            migration: {service: a}                        | 3:12: migration.command: this field is missing; write what to run, as in [db-upgrade]
            migration: {service: a, command: []}           | 3:34: migration.command: this list is empty; write what to run, as in [db-upgrade]
            rollout: {healthy: 3 minutes}                  | 3:20: rollout.healthy: '3 minutes' is not a valid duration; write 30s, 5m or 1h30m
            rollout: {deadline: -1s}                       | 3:21: rollout.deadline: '-1s' is not a valid duration; write 30s, 5m or 1h30m
            probe: {url: bb.example.org}                   | 3:14: probe.url: 'bb.example.org' cannot be probed: write http://host[:port]/path or https://…
            images: {app: {}}                              | 3:15: images.app.name: this field is missing; write registry/repository, for example "${REGISTRY}/app"
            images: {app: {name: r.example.org/app:1}}     | 3:22: images.app.name: must not have a tag; put it under 'tags'
            images: {app: {name: r.example.org/App}}       | 3:22: images.app.name: 'r.example.org/App' is not an image reference: 'App' is not a repository name (lower-case letters, digits, '.', '_', '-', '/')
            images: {app: {name: r.example.org/a, tags: a b}} | 3:45: images.app.tags: 'a b' is not a tag: use letters, digits, '.', '_' and '-', at most 128
            images: {app: {name: '${REGISTRY}/app'}}       | 3:22: images.app.name: the variable REGISTRY is not declared; declare it under 'variables'
            variables: {HOST: {env: NOT_SET}}              | 3:19: variables.HOST: the environment variable NOT_SET is not set; export it, or write the value here
            variables: {HOST: [a]}                         | 3:19: variables.HOST: must be a text or {env: NAME}, not a list
            registry: {address: r, password: {env: P}}     | 3:11: registry.username: this field is missing
            registry: {address: r, username: u}            | 3:11: registry.password: this field is missing; write {env: NAME}, {file: path} or {credential: id}
            secrets: {key: {env: A, file: b}}              | 3:16: secrets.key: must be one of generate, {env: NAME}, {file: path} or {credential: id}
            rollout: {strategy: blue}                      | 3:21: rollout.strategy: 'blue' is not a valid strategy; write rolling or canary
            rollout: {strategies: {a: no}}                 | 3:27: rollout.strategies.a: 'no' is not a valid strategy; write rolling or canary
            canary: {step: 1}                              | 3:10: canary.step: unknown field; did you mean 'steps'?
            canary: {steps: []}                            | 3:17: canary.steps: must have 1 to 20 steps; as in [{tasks: 1, for: 2m}]
            canary: {steps: [{tasks: 1}]}                  | 3:18: canary.steps[0].for: this field is missing; write how long the step is watched, as in 2m
            canary: {steps: [{for: 1m}]}                   | 3:18: canary.steps[0].tasks: a step has either tasks or a share; as in {tasks: 1, for: 2m} or {share: 25%, for: 5m}
            canary: {steps: [{tasks: 0, for: 1m}]}         | 3:26: canary.steps[0].tasks: must be between 1 and 1000
            canary: {steps: [{share: 95%, for: 1m}]}       | 3:26: canary.steps[0].share: '95%' is not a share from 1% to 90%; write it as in 25%
            canary: {steps: [{share: 25%, for: 2d}]}       | 3:36: canary.steps[0].for: '2d' is not a valid duration up to 24h; write 30s, 5m or 1h30m
            canary: {analysis: {errors: 1%}}               | 3:29: canary.analysis.errors: there is no probe to measure; describe it under 'probe', or leave this out
            canary: {analysis: {prometheus: 'http://p'}}   | 3:33: canary.analysis.prometheus: prometheus and metrics belong together; as in prometheus: http://prometheus:9090, metrics: [{query: ..., at-most: 0.05}]
            canary: {analysis: {prometheus: p, metrics: [{query: a, at-most: 1}]}} | 3:33: canary.analysis.prometheus: 'p' is not an address; write it as in http://prometheus:9090
            canary: {analysis: {prometheus: 'http://p', metrics: [{query: a, at-most: -1}]}} | 3:75: canary.analysis.metrics[0].at-most: must be a number that is not negative
            canary: {analysis: {prometheus: 'http://p', metrics: [{at-most: 1}]}} | 3:55: canary.analysis.metrics[0].query: this field is missing; write it in PromQL; {canary} and {service} are the names of the services
            canary: {analysis: {check: {}}}                | 3:28: canary.analysis.check.command: this field is missing; write what to run, as in [check-release, '{canary}']
            canary: {analysis: {restarts: -1}}             | 3:31: canary.analysis.restarts: must be between 0 and 10000; the default is 0
            canary: {analysis: {too-few: no}}              | 3:30: canary.analysis.too-few: 'no' is not one of wait, pass and fail; the default is wait
            stack: t                                       | 3:1: the key 'stack' is here a second time, after line 1; keep one of the two
            keep: [                                        | 4:1: this is not YAML: expected the node content, but found '<stream end>'
            """)
    void aMistakeHasItsPlaceAndItsSentence(String line, String message) throws IOException {
        assertThat(refusal(LEAST + line + "\n")).isEqualTo("deploy.yml:" + message);
    }

    @Test
    void aMigrationBeforeCanariesSaysThatBothCodesCanUseItsSchemaOrHowItGoesBack() throws IOException {
        String migration = "migration: {service: a, command: [m]%s}\nrollout: {strategy: canary}\n";
        assertThat(refusal(LEAST + migration.formatted("")))
                .isEqualTo("deploy.yml:3:12: migration: runs before the canaries, so that old and new code use the new"
                        + " schema together, and says neither that the old code can, nor how it is undone; write"
                        + " 'compatible: true' or an 'undo' there, or use the strategy rolling");
        for (String way : List.of(", compatible: true", ", state: [s], undo: [u]")) {
            Path file = Files.writeString(directory.resolve("good.yml"), LEAST + migration.formatted(way));
            assertThat(DeployFile.read(file, List.of(), Map.of()).migration()).isPresent();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            secrets: {key: %s}                                  | 3:16: secrets.key: must say where the value comes from: generate, {env: NAME}, {file: path} or {credential: id}; a secret's value never stands in this file
            secrets: {key: [%s]}                                | 3:16: secrets.key: must be a mapping, not a list
            secrets: {key: {value: %s}}                         | 3:16: secrets.key: must be one of generate, {env: NAME}, {file: path} or {credential: id}
            secrets: %s                                         | 3:10: secrets: must be a mapping, not the text '***'
            registry: {address: r, username: u, password: %s}   | 3:47: registry.password: must say where the value comes from: {env: NAME}, {file: path} or {credential: id}; a secret's value never stands in this file
            """)
    void aSecretThatStandsInTheFileIsNotRepeated(String line, String message) throws IOException {
        for (String secret : List.of("hunter2", "'$hunter2'", "'hunter2 $ $2'", "0xc0ffee")) {
            assertThat(refusal(LEAST + line.formatted(secret) + "\n"))
                    .contains("deploy.yml:" + message)
                    .doesNotContain("hunter2", "0xc0ffee", "12648430");
        }
    }

    @ParameterizedTest(name = "--set {0}")
    @CsvSource(delimiter = '|', textBlock = """
            keep                      | --set keep:1:1: this sets no field; write PATH=VALUE, as in keep=5
            =5                        | --set :1:1: this sets no field; write PATH=VALUE, as in keep=5
            ..=5                      | --set ..:1:1: this sets no field; write PATH=VALUE, as in keep=5
            kepp=4                    | --set kepp:1:1: kepp: unknown field; did you mean 'keep'?
            keep=[                    | --set keep:1:9: this is not YAML: expected the node content, but found '<stream end>'
            rollout.healthy=soon      | --set rollout.healthy:1:8: rollout.healthy: 'soon' is not a valid duration; write 30s, 5m or 1h30m
            files=                    | --set files:1:7: files: this field is missing; name at least one Compose file
            files=[]                  | --set files:1:8: files: this list is empty; name at least one Compose file
            secrets.key=hunter2       | --set secrets.key:1:8: secrets.key: must say where the value comes from: generate, {env: NAME}, {file: path} or {credential: id}; a secret's value never stands in this file
            """)
    void aBadSettingIsNamedByItsPath(String setting, String message) throws IOException {
        assertThat(refusal(LEAST, setting)).isEqualTo(message);
    }

    @Test
    void settingsWinOverTheFile() throws IOException {
        Path file = write(LEAST + "variables: {HOST: bb.example.org}\nprobe: {url: 'http://${HOST}/'}\n");
        DeployConfig config = DeployFile.read(
                file,
                List.of(
                        "stack=other",
                        "keep=1",
                        "variables.HOST=lab.example.org",
                        "engine.host=ssh://me@there",
                        "files=[x.yml, y.yml]",
                        "secrets.key={env: KEY}",
                        "rollout.parallel=2"),
                Map.of());
        assertThat(config.stack()).hasToString("other");
        assertThat(config.keep()).isEqualTo(1);
        assertThat(config.probe().orElseThrow().url()).hasToString("http://lab.example.org/");
        assertThat(config.engine().host()).contains("ssh://me@there");
        assertThat(config.files()).containsExactly(directory.resolve("x.yml"), directory.resolve("y.yml"));
        assertThat(config.secrets()).isEqualTo(Map.of("key", new SecretSource.Environment("KEY")));
        assertThat(config.rollout().parallel()).isEqualTo(2);
    }

    @Test
    void variablesComeFromTheFileOrANamedEnvironmentVariableOnly() throws IOException {
        Path file = write(LEAST + "variables: {A: written, B: {env: FROM}, C: 3, D: }\n");
        assertThat(DeployFile.read(file, List.of(), Map.of("FROM", "outside", "A", "not asked"))
                        .variables())
                .isEqualTo(Map.of("A", "written", "B", "outside", "C", "3", "D", ""));
    }

    @Test
    void theRegistrysAddressMayComeFromAVariableAndIsOneItself() throws IOException {
        Path file = write(LEAST
                + "variables: {AT: {env: AT}}\n"
                + "registry: {address: '${AT}:5000', username: u, password: {env: P}}\n"
                + "images: {app: {name: '${REGISTRY}/app'}}\n");
        DeployConfig config = DeployFile.read(file, List.of(), Map.of("AT", "r.example.org"));
        assertThat(config.registry().orElseThrow().address()).isEqualTo("r.example.org:5000");
        assertThat(config.images().get(0).name()).isEqualTo("r.example.org:5000/app");
    }

    @Test
    void allProblemsAreSaidAtOnceAndEachOnce() throws IOException {
        String file = """
                stack: a b
                keep: x
                registry: {username: u}
                images: {app: {name: "${REG}/app", tag: "1"}}
                """;
        assertThat(refusal(file).lines())
                .containsExactly(
                        "error: deploy.yml:1:1: files: this field is missing; name at least one Compose file",
                        "error: deploy.yml:1:8: stack: 'a b' is not a stack name: use letters, digits, '.', '_' and '-',"
                                + " beginning and ending with a letter or digit",
                        "error: deploy.yml:2:7: keep: must be a whole number, not the text 'x'",
                        "error: deploy.yml:3:11: registry.address: this field is missing; write host:port as image names begin",
                        "error: deploy.yml:3:11: registry.password: this field is missing; write {env: NAME}, {file: path} or {credential: id}",
                        "error: deploy.yml:4:22: images.app.name: the variable REG is not declared; declare it under"
                                + " 'variables'",
                        "error: deploy.yml:4:36: images.app.tag: unknown field; did you mean 'tags'?",
                        "7 errors");
    }

    @Test
    void filesThatAreNoDeployFiles() throws IOException {
        assertThat(refusal("")).isEqualTo("deploy.yml:1:1: the file is empty; write at least one field");
        assertThat(refusal("- a\n")).isEqualTo("deploy.yml:1:1: the file must hold a mapping, not a list");
        assertThat(refusal("stack: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("deploy.yml:1:11: the file is not UTF-8 from here on; save it as UTF-8");
        assertThat(refusal("stack: s\nfiles: [\"a\\0b\"]\n"))
                .contains("error: deploy.yml:2:8: files: Nul character not allowed")
                .endsWith("2 errors");
        assertThatThrownBy(() -> DeployFile.read(Path.of("nowhere/deploy.yml"), List.of(), Map.of()))
                .isInstanceOf(DeployFileException.class)
                .hasMessage("nowhere/deploy.yml does not exist; name your file with -f");
        assertThatThrownBy(() -> DeployFile.read(directory, List.of(), Map.of()))
                .isInstanceOf(DeployFileException.class)
                .hasMessage(directory + " cannot be read: Is a directory; name your file with -f");
    }

    private String refusal(String content, String... settings) throws IOException {
        return refusal(content.getBytes(StandardCharsets.UTF_8), settings);
    }

    /** The message, with the file's name as a user in its folder would see it. */
    private String refusal(byte[] content, String... settings) throws IOException {
        Path file = Files.write(directory.resolve("deploy.yml"), content);
        try {
            DeployFile.read(file, List.of(settings), Map.of());
        } catch (DeployFileException e) {
            return e.getMessage().replace(directory + "/", "");
        }
        throw new AssertionError("was accepted: " + new String(content, StandardCharsets.UTF_8));
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("deploy.yml"), content);
    }
}
