package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Mutual TLS against a server that answers the ping of an engine. */
@Timeout(60)
class TlsTest {
    @TempDir
    static Path directory;

    private static TestIdentity engine;
    private static TestIdentity elsewhere;
    private static TestIdentity client;
    private static TestIdentity stranger;

    @BeforeAll
    static void makeKeys() throws Exception {
        engine = TestIdentity.make(directory, "engine", "EC", "ip:127.0.0.1,dns:localhost");
        elsewhere = TestIdentity.make(directory, "elsewhere", "EC", "dns:elsewhere.example");
        client = TestIdentity.make(directory, "client", "RSA", "dns:client");
        stranger = TestIdentity.make(directory, "stranger", "EC", "dns:stranger");
    }

    private static String connect(PingServer server, TestIdentity ca, TestIdentity own) throws InterruptedException {
        TlsFiles files = new TlsFiles(ca.certificatePem(), own.certificatePem(), own.keyPem());
        EngineAddress address = EngineAddress.parse("tcp://127.0.0.1:" + server.port(), Optional.of(files));
        EngineSettings settings = EngineSettings.defaults().withDeadline(Duration.ofSeconds(10));
        try (Engine connected = Engine.connect(address, settings)) {
            return connected.apiVersion();
        }
    }

    @Test
    void connectsWhenBothSidesTrustEachOther() throws Exception {
        try (PingServer server = PingServer.tls(engine, client)) {
            assertThat(connect(server, engine, client)).isEqualTo("1.41");
        }
    }

    @Test
    void refusesAnEngineOfAnotherAuthority() throws Exception {
        try (PingServer server = PingServer.tls(engine, client)) {
            assertThatThrownBy(() -> connect(server, stranger, client))
                    .isInstanceOf(EngineException.Unreachable.class)
                    .hasMessageContaining("its certificate is not signed by the authority in ca.pem");
        }
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        try (PingServer server = PingServer.tls(elsewhere, client)) {
            assertThatThrownBy(() -> connect(server, elsewhere, client))
                    .isInstanceOf(EngineException.Unreachable.class)
                    .hasMessageContaining("its certificate is for another host");
        }
    }

    @Test
    void saysThatTheEngineDoesNotAcceptUs() throws Exception {
        try (PingServer server = PingServer.tls(engine, client)) {
            assertThatThrownBy(() -> connect(server, engine, stranger))
                    .isInstanceOf(EngineException.Unreachable.class)
                    .hasMessageContaining("it does not accept our certificate");
        }
    }

    @Test
    void saysThatThereIsNoTls() throws Exception {
        try (PingServer server = PingServer.plain("1.41")) {
            assertThatThrownBy(() -> connect(server, engine, client))
                    .isInstanceOf(EngineException.Unreachable.class)
                    .hasMessageContaining("it does not speak TLS there");
        }
    }

    @Test
    void refusesAPairThatDoesNotBelongTogether() {
        TlsFiles mixed = new TlsFiles(engine.certificatePem(), client.certificatePem(), engine.keyPem());
        EngineAddress address = EngineAddress.parse("tcp://127.0.0.1:1", Optional.of(mixed));
        assertThatThrownBy(() -> Engine.connect(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key.pem is not the key of cert.pem");
    }

    @Test
    void namesTheMissingFile() {
        assertThatThrownBy(() -> TlsFiles.in(directory.resolve("nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ca.pem")
                .hasMessageContaining("DOCKER_CERT_PATH");
    }
}
