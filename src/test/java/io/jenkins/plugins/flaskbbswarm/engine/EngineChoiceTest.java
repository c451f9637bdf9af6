package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Docker contexts: which engine is chosen, from where, and what is said of contexts that cannot be used. */
class EngineChoiceTest {
    /** The SHA-256 of "prod" and of "dev", under which the docker CLI keeps them. */
    private static final Map<String, String> FOLDERS = Map.of(
            "prod", "6754af9632a2745e85c293e5aac0863370d9bd3330b9938c00cadfd215227d77",
            "dev", "ef260e9aa3c673af240d17a2660480361a8e081d1ffeca2a5ed0e3219fc18567");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeContexts() throws IOException {
        context("prod", "{'Host':'unix:///prod.sock','SkipTLSVerify':false}");
        context("dev", "{'Host':'unix:///dev.sock'}");
    }

    private Path context(String name, String endpoint) throws IOException {
        Path file = folder.resolve("contexts/meta/" + FOLDERS.get(name) + "/meta.json");
        Files.createDirectories(file.getParent());
        String meta = "{'Name':'" + name + "','Metadata':{},'Endpoints':{'docker':" + endpoint + "}}";
        return Files.writeString(file, meta.replace('\'', '"'));
    }

    private void current(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json.replace('\'', '"'));
    }

    /** {@code docker context use} took care of {@code current}; - is for what is not set. */
    private static final String PRECEDENCE = """
            asked   | DOCKER_HOST     | DOCKER_CONTEXT | current | engine
            -       | -               | -              | -       | unix:///var/run/docker.sock
            -       | -               | -              | prod    | unix:///prod.sock
            -       | -               | dev            | prod    | unix:///dev.sock
            -       | -               | default        | prod    | unix:///var/run/docker.sock
            -       | unix:///h.sock  | dev            | prod    | unix:///h.sock
            prod    | unix:///h.sock  | dev            | -       | unix:///prod.sock
            default | unix:///h.sock  | dev            | prod    | unix:///h.sock
            default | -               | dev            | prod    | unix:///var/run/docker.sock
            ''      | -               | ''             | prod    | unix:///prod.sock
            dev     | ''              | ''             | ''      | unix:///dev.sock
            """;

    private Map<String, String> environment(String host, String context, String current) throws IOException {
        if (!current.equals("-")) {
            current("{'auths':{},'currentContext':'" + current + "'}");
        }
        Map<String, String> environment = new TreeMap<>(Map.of("DOCKER_CONFIG", folder.toString()));
        Optional.of(host).filter(text -> !text.equals("-")).ifPresent(text -> environment.put("DOCKER_HOST", text));
        Optional.of(context)
                .filter(text -> !text.equals("-"))
                .ifPresent(text -> environment.put("DOCKER_CONTEXT", text));
        return environment;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = PRECEDENCE)
    void choosesAsTheDockerCommandDoes(String asked, String host, String context, String current, String engine)
            throws IOException {
        Optional<String> option = Optional.of(asked).filter(text -> !text.equals("-"));
        assertThat(EngineChoice.of(option, Optional.empty(), environment(host, context, current))
                        .address())
                .hasToString(engine);
    }

    /** The same table, held against the docker CLI itself: it names the engine that it did not find. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = PRECEDENCE)
    void theDockerCommandChoosesSo(String asked, String host, String context, String current, String engine)
            throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/local/bin/docker")) || Files.isExecutable(Path.of("/usr/bin/docker")));
        assumeTrue(Files.notExists(Path.of("/var/run/docker.sock")));
        ProcessBuilder docker = asked.equals("-")
                ? new ProcessBuilder("docker", "ps")
                : new ProcessBuilder("docker", "--context", asked, "ps");
        docker.environment().keySet().removeIf(name -> name.startsWith("DOCKER_"));
        docker.environment().putAll(environment(host, context, current));
        Process process = docker.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains(" at " + engine + ".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'Host':'ssh://me@manager:2222'}  | context prod, ssh://me@manager:2222
            {'Host':'ssh://me@manager:2222/'} | context prod, ssh://me@manager:2222
            {'Host':'tcp://127.0.0.1:2375'}   | context prod, tcp://127.0.0.1:2375
            {'Host':''}                       | context prod, unix:///var/run/docker.sock
            {}                                | context prod, unix:///var/run/docker.sock
            """)
    void takesTheEngineOfAContext(String endpoint, String choice) throws IOException {
        context("prod", endpoint);
        assertThat(asking("prod")).hasToString(choice);
    }

    private EngineChoice asking(String context) throws IOException {
        return EngineChoice.of(Optional.of(context), Optional.empty(), environment("-", "-", "-"));
    }

    @Test
    void takesTheTlsMaterialOfAContext() throws IOException {
        context("prod", "{'Host':'tcp://manager:2376'}");
        Path tls = Files.createDirectories(folder.resolve("contexts/tls/" + FOLDERS.get("prod") + "/docker"));
        for (String file : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
            Files.writeString(tls.resolve(file), "the prod " + file);
        }
        EngineAddress.Tcp engine = (EngineAddress.Tcp) asking("prod").address();
        assertThat(engine).hasToString("tcp://manager:2376");
        assertThat(engine.tls().orElseThrow().ca()).asString().isEqualTo("the prod ca.pem");
        assertThat(engine.tls().orElseThrow().certificate()).asString().isEqualTo("the prod cert.pem");
        assertThat(engine.tls().orElseThrow().key()).asString().isEqualTo("the prod key.pem");
        Files.delete(tls.resolve("key.pem"));
        assertThatThrownBy(() -> asking("prod")).hasMessageContaining("cannot read " + tls.resolve("key.pem"));
        Files.delete(tls.resolve("cert.pem"));
        assertThat(((EngineAddress.Tcp) asking("prod").address())
                        .tls()
                        .orElseThrow()
                        .hasIdentity())
                .as("only an authority, with which the engine is verified")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'Host':'tcp://manager:2376','SkipTLSVerify':true} | does not verify the engine's certificate
            {'Host':'tcp://manager:2376'}                      | would be used without TLS
            {'Host':'npipe:////./pipe/docker_engine'}          | is not an engine's address
            null                                               | has no endpoint for an engine
            """)
    void refusesAContextThatCannotBeUsed(String endpoint, String cause) throws IOException {
        context("prod", endpoint);
        assertThatThrownBy(() -> asking("prod"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the Docker context 'prod', named by --context, ")
                .hasMessageContaining(cause)
                .hasMessageEndingWith("or name another engine with --context, --host or DOCKER_HOST");
    }

    @Test
    void refusesAContextThatIsMissing() {
        assertThatThrownBy(() -> asking("nope"))
                .hasMessage("the Docker context 'nope', named by --context, does not exist in "
                        + folder.resolve("contexts") + "; docker context ls lists those that do, or name another engine"
                        + " with --context, --host or DOCKER_HOST");
        assertThatThrownBy(() -> EngineChoice.of(Optional.empty(), Optional.empty(), environment("-", "../../x", "-")))
                .hasMessageStartingWith("the Docker context '../../x', named by DOCKER_CONTEXT, does not exist in ");
    }

    @Test
    void refusesAContextWhoseFileIsDamaged() throws IOException {
        Files.writeString(context("prod", "{}"), "{\"Name\":");
        assertThatThrownBy(() -> asking("prod")).hasMessageContaining("meta.json is not valid JSON; create it again");
    }

    /** The docker CLI warns and takes the default engine; we would deploy to another swarm than was meant. */
    @Test
    void refusesSettingsThatAreDamagedUnlessTheEngineIsNamed() throws IOException {
        current("{bad");
        assertThatThrownBy(() -> EngineChoice.of(Optional.empty(), Optional.empty(), environment("-", "-", "-")))
                .hasMessageStartingWith("cannot tell which Docker context is meant: " + folder.resolve("config.json")
                        + " is not valid JSON; correct the file, or name the engine with --host, DOCKER_HOST or"
                        + " --context default");
        assertThat(asking("default")).hasToString("unix:///var/run/docker.sock");
        assertThat(EngineChoice.of(Optional.empty(), Optional.empty(), environment("unix:///h", "-", "-")))
                .hasToString("unix:///h");
    }

    /** Without a home directory in the environment, the user's own; never one below the working directory. */
    @Test
    void looksForSettingsInTheHomeDirectory() {
        assertThat(DockerFolder.in(Map.of("HOME", "/home/me"))).hasToString("/home/me/.docker");
        assertThat(DockerFolder.in(Map.of("HOME", "/home/me", "DOCKER_CONFIG", "/etc/d")))
                .hasToString("/etc/d");
        assertThat(DockerFolder.in(Map.of())).hasToString(System.getProperty("user.home") + "/.docker");
        assertThat(DockerFolder.in(Map.of("HOME", ""))).isAbsolute();
    }
}
