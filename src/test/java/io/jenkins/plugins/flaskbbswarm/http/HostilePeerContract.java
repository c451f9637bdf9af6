package io.jenkins.plugins.flaskbbswarm.http;

import io.jenkins.plugins.flaskbbswarm.engine.TestIdentity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a slow, endless, malformed or malicious peer may do to us, whoever of our clients talks to it: nothing but a
 * sentence, in time. See {@link HostileServer} for how its answers are written.
 */
@Timeout(120)
public abstract class HostilePeerContract {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String SLOW = """
        never answers     | !
        never ends a body | HTTP/1.1 200 OK~Content-Length: 9~~[!
        drips a body      | HTTP/1.1 200 OK~~^ x
        drips headers     | HTTP/1.1 200 OK~^X-A: b
        drips a status    | ^HTTP
        drips TLS         | TLS
        drips chunks      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~^1
        """;

    @TempDir
    private static Path directory;

    /** Whom the servers are. */
    protected static TestIdentity identity;

    @BeforeAll
    static void makeKey() throws Exception {
        identity = TestIdentity.make(directory, "hostile", "EC", "ip:127.0.0.1");
    }

    /** Makes a request as the project does, with this deadline for the whole exchange; it fails with the user's sentence. */
    protected abstract void ask(int port, Duration deadline) throws Exception;

    /** Of the sentence for a user. */
    protected abstract Class<? extends Exception> failure();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = SLOW)
    void theDeadlineBoundsTheWholeExchange(String what, String script) throws Exception {
        try (HostileServer server = new HostileServer(script, identity)) {
            assertThatThrownBy(() -> ask(server.port(), SHORT)).isInstanceOf(failure());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = SLOW)
    void anInterruptEndsItAtOnce(String what, String script) throws Exception {
        try (HostileServer server = new HostileServer(script, identity)) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    ask(server.port(), LONG);
                    end.complete(null);
                } catch (Exception e) {
                    end.completeExceptionally(e);
                }
            });
            thread.start();
            server.awaitRequest();
            thread.interrupt();
            assertThatThrownBy(() -> end.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        huge length       | HTTP/1.1 200 OK~Content-Length: 18446744073709551615~~[]
        negative length   | HTTP/1.1 200 OK~Content-Length: -1~~[]
        huge chunk        | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ffffffffffffffff~[]
        negative chunk    | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-2~[]
        endless trailers  | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~0~*X-A: b~
        endless headers   | HTTP/1.1 200 OK~*X-A: b~
        endless header    | HTTP/1.1 200 OK~X-A: *bbbbbbbb
        endless status    | HTTP/1.1 200 *OK
        endless interim   | *HTTP/1.1 100 Continue~~
        endless body      | HTTP/1.1 200 OK~~*[[[[[[[[
        endless chunks    | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~*2~[]~
        endless line      | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~*11
        wide JSON         | HTTP/1.1 200 OK~~[*[],[],
        closed at once    | `
        closed in headers | HTTP/1.1 200 OK~X-A
        closed in a body  | HTTP/1.1 200 OK~Content-Length: 99~~[{
        closed in a chunk | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ff~[{
        not HTTP          | SSH-2.0-OpenSSH_9.2~~
        not JSON          | HTTP/1.1 200 OK~Content-Length: 6~~canary
        an object         | HTTP/1.1 200 OK~Content-Length: 17~~{"tags": {"a": 1}}
        a text            | HTTP/1.1 200 OK~Content-Length: 3~~"a"
        a redirect        | HTTP/1.1 302 Found~Location: https://@/~Content-Length: 0~~
        a redirect to us  | HTTP/1.1 307 Moved~Location: /v1.44/services~Content-Length: 2~~[]
        """)
    void aMalformedAnswerIsASentenceAtOnce(String what, String script) throws Exception {
        try (HostileServer server = new HostileServer(script == null || script.equals("`") ? "" : script, identity)) {
            assertThatThrownBy(() -> ask(server.port(), LONG))
                    .isInstanceOf(failure())
                    .satisfies(e -> {
                        assertThat(e.getMessage()).hasSizeLessThan(1000).doesNotContain("canary");
                    });
        }
    }
}
