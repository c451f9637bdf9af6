package io.jenkins.plugins.flaskbbswarm.rollout;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProberTest {
    private final List<String> hosts = new ArrayList<>();
    private HttpServer server;
    private int failures;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            byte[] body = "Welcome to FlaskBB".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(failures-- > 0 ? 502 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksForTheNamedHost() {
        assertThatCode(() -> new Prober(EventSink.silent()).await(probe(200, "FlaskBB", "bb.example.org")))
                .doesNotThrowAnyException();
        assertThat(hosts).containsExactly("bb.example.org");
    }

    @Test
    void triesAgainUntilItAnswers() {
        failures = 1;
        assertThatCode(() -> new Prober(EventSink.silent()).await(probe(200, "FlaskBB", "a")))
                .doesNotThrowAnyException();
        assertThat(hosts).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "404, FlaskBB, 'answered 200, not 404'",
        "200, phpBB, 'answered 200, but without the text ''phpBB'''",
    })
    void saysWhatItSaw(int status, String text, String seen) {
        assertThatThrownBy(() -> new Prober(EventSink.silent()).await(probe(status, text, "a")))
                .isInstanceOf(ProbeFailedException.class)
                .hasMessageContaining(seen)
                .hasMessageContaining("curl -i -H 'Host: a'");
    }

    @Test
    void saysThatNobodyAnswers() {
        server.stop(0);
        assertThatThrownBy(() -> new Prober(EventSink.silent()).await(probe(200, "x", "a")))
                .hasMessageContaining("no answer: Connection refused");
    }

    private Probe probe(int status, String text, String host) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return new Probe(url, Optional.of(host), status, Optional.of(text), Duration.ofSeconds(1), Optional.empty());
    }
}
