package io.jenkins.plugins.flaskbbswarm.engine;

import io.jenkins.plugins.flaskbbswarm.concurrent.Parallel;
import io.jenkins.plugins.flaskbbswarm.lab.RequiresLab;
import io.jenkins.plugins.flaskbbswarm.lab.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Logins with a key of ours at a real SSH server, in front of the laboratory's engine. */
@RequiresLab
class SshLabTest {
    private static final String PASSPHRASE = "it's $secret \"one\"";

    private static Sshd server;
    private static Map<String, String> keys;
    private static Map<String, String> knownHosts;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = Sshd.start(folder);
        keys = Map.of(
                "good", server.key("good", ""),
                "locked", server.key("locked", PASSPHRASE),
                "stranger", server.strangersKey("stranger", ""),
                "nonsense", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----");
        knownHosts =
                Map.of("ours", server.knownHosts(), "former", server.knownByAnotherKey(), "other", "a ssh-rsa AAAA");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            good   |
            good   | not needed
            locked | it's $secret "one"
            """)
    void theKeyLogsInAndIsOnTheDiskNoLonger(String key, String passphrase) throws Exception {
        try (Engine engine = connect(Sshd.user(), key, passphrase, "ours")) {
            assertThat(engine.system().info().at("/Swarm/ControlAvailable").asBoolean())
                    .isTrue();
            assertThat(filesLeft()).isEmpty();
        }
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void manyAtOnceAreOneEngine() throws Exception {
        try (Parallel requests = new Parallel(8);
                Engine engine = connect(Sshd.user(), "locked", PASSPHRASE, "ours")) {
            String name = engine.system().info().path("Name").asText();
            List<Parallel.Answer<String>> answers = Stream.generate(() -> requests.ask(
                            () -> engine.system().info().path("Name").asText()))
                    .limit(8)
                    .toList();
            for (Parallel.Answer<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            locked   | other passphrase | ours   | compare the credential's passphrase
            locked   |                  | ours   | give the credential its passphrase if the key has one
            stranger |                  | ours   | add the credential's public key to ~/.ssh/authorized_keys of that user there
            nonsense |                  | ours   | the credential's private key cannot be read; paste it whole
            good     |                  | former | is another than the one in the known hosts of the target (it is SHA256:
            good     |                  | other  | its host key is not in the known hosts of the target: add what 'ssh-keyscan -p
            good     |                  |        | its host key is not in known_hosts
            """)
    void aLoginThatFailsSaysWhatToDo(String key, String passphrase, String hosts, String advice) {
        assertThatThrownBy(() -> connect(Sshd.user(), key, passphrase, hosts))
                .isInstanceOfSatisfying(EngineException.Unreachable.class, failure -> assertThat(failure.isTransient())
                        .isFalse())
                .hasMessageStartingWith("cannot reach the engine at ssh://" + Sshd.user() + "@127.0.0.1:")
                .hasMessageContaining(advice)
                .hasMessageNotContaining("@@@@");
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void anotherUserIsNotLetIn() {
        assertThatThrownBy(() -> connect("nobody-of-that-name", "good", "", "ours"))
                .hasMessageContaining("ssh://nobody-of-that-name@127.0.0.1:")
                .hasMessageContaining("Permission denied (publickey)");
    }

    private static Engine connect(String user, String key, String passphrase, String hosts) throws Exception {
        SshIdentity identity = new SshIdentity(
                user, keys.get(key), passphrase == null ? "" : passphrase, hosts == null ? "" : knownHosts.get(hosts));
        return Engine.connect(EngineAddress.parse(server.address()).with(identity));
    }

    private static Stream<Path> filesLeft() {
        try {
            return Files.list(Path.of(System.getProperty("java.io.tmpdir")))
                    .filter(file -> file.getFileName().toString().startsWith("flaskbb-swarm-ssh"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
