package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a newcomer reads when there is no engine. */
class ConnectionErrorMessagesTest {
    @TempDir
    Path directory;

    private static void cannotConnect(String address, String... words) {
        assertThatThrownBy(() -> Engine.connect(EngineAddress.parse(address)))
                .isInstanceOf(EngineException.Unreachable.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void thereIsNoSocket() {
        cannotConnect(
                "unix://" + directory.resolve("no.sock"),
                "no engine at unix://",
                "there is no such socket; start the engine (systemctl start docker)",
                "DOCKER_HOST");
    }

    @Test
    void nobodyListensOnTheSocket() throws IOException {
        Path socket = directory.resolve("dead.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }
        cannotConnect("unix://" + socket, "nothing listens on the socket (Connection refused); start the engine");
    }

    @Test
    void nobodyListensOnThePort() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        cannotConnect("tcp://127.0.0.1:" + port, "no engine at tcp://127.0.0.1:" + port, "connection refused");
    }

    @Test
    void somethingElseListensThere() throws IOException {
        try (PingServer web = PingServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")) {
            cannotConnect("tcp://127.0.0.1:" + web.port(), "what answers at", "is not a Docker Engine");
        }
        try (PingServer mail = PingServer.saying("220 mail.example ESMTP\r\n")) {
            assertThatThrownBy(() -> Engine.connect(EngineAddress.parse("tcp://127.0.0.1:" + mail.port())))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("the answer is not HTTP");
        }
    }

    @Test
    void theEngineIsTooOld() throws IOException {
        try (PingServer old = PingServer.plain("1.40")) {
            cannotConnect(
                    "tcp://127.0.0.1:" + old.port(), "speaks API 1.40 only, and 1.41 is needed", "20.10 or newer");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ssh://me@host      | No ED25519 host key is known for host and you have requested strict checking. | its host key is not in known_hosts | ssh-keyscan host >> ~/.ssh/known_hosts
            ssh://host:2222    | Host key verification failed. | its host key is not in known_hosts | ssh-keyscan -p 2222 host >> ~/.ssh/known_hosts
            ssh://host         | WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! Host key verification failed. | is another than the one in known_hosts | ssh-keygen -R host
            ssh://host:2222    | Host key for [host]:2222 has changed and you have requested strict checking. | is another than the one in known_hosts | ssh-keygen -R '[host]:2222'
            """, quoteCharacter = '"')
    void theHostKeyIsNotTrusted(String address, String said, String cause, String remedy) {
        EngineException failure =
                new ConnectionErrorMessages(EngineAddress.parse(address)).failure(new IOException(said));
        assertThat(failure)
                .hasMessageContaining(cause)
                .hasMessageContaining(remedy)
                .hasMessageContaining("in Jenkins the user of the agent");
    }

    @Test
    void theHostIsUnknownToSsh() {
        assertThatThrownBy(() -> Engine.connect(EngineAddress.parse("ssh://no.such.host.invalid")))
                .isInstanceOf(EngineException.Unreachable.class)
                .hasMessageStartingWith("cannot reach")
                .hasMessageContaining("ssh://no.such.host.invalid")
                .hasMessageMatching(".*(Could not resolve hostname|there is no ssh program).*");
    }
}
