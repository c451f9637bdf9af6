package io.jenkins.plugins.flaskbbswarm.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class HttpClientTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private static HttpRequest get(String target) {
        return new HttpRequest("GET", target, Map.of("Host", "x"), new Body.None());
    }

    private static HttpRequest post(String text) {
        return new HttpRequest("POST", "/x", Map.of(), new Body.Bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpClient program(String... command) {
        return new HttpClient(() -> new ProcessConnection(List.of(command)), 1);
    }

    private static HttpRequest upload(Body.Writer writer) {
        return new HttpRequest("POST", "/x", Map.of(), new Body.Streamed(writer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;ext=1\r\nllo\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nTrailer: 1\r\n\r\n",
                "\r\nhello"
            })
    void readsAnyFraming(String rest) throws Exception {
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    peer.request();
                    peer.say(OK + rest);
                });
                HttpClient client = server.client()) {
            HttpAnswer answer = client.send(get("/x"), DEADLINE);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n6\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "Content-Len"
            })
    void neverTakesABrokenAnswerForAWholeOne(String rest) throws Exception {
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    peer.request();
                    peer.say(OK + rest);
                });
                HttpClient client = server.client()) {
            assertThatThrownBy(() -> client.send(get("/x"), DEADLINE))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("broke off");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                OK + "Content-Length: many\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void refusesWhatIsNotHttp(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    peer.request();
                    peer.say(answer);
                });
                HttpClient client = server.client()) {
            assertThatThrownBy(() -> client.send(get("/x"), DEADLINE)).isInstanceOf(MalformedAnswerException.class);
        }
    }

    @Test
    void passesOverInterimAnswers() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    peer.request();
                    peer.say("HTTP/1.1 100 Continue\r\n\r\n").answer("hello");
                });
                HttpClient client = server.client()) {
            assertThat(client.send(get("/x"), DEADLINE).text()).isEqualTo("hello");
        }
    }

    @Test
    void sendsOneRequestAfterTheOtherOnOneConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    while (true) {
                        String request = peer.request();
                        peer.answer(request.substring(request.lastIndexOf('\n') + 1));
                    }
                });
                HttpClient client = server.client()) {
            for (String text : new String[] {"one", "two", "three"}) {
                assertThat(client.send(post(text), DEADLINE).text()).isEqualTo(text);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void takesANewConnectionWhenTheServerWantsNoMore() throws Exception {
        ScriptedServer.Script once = peer -> {
            peer.request();
            peer.say(OK + "Connection: close\r\nContent-Length: 0\r\n\r\n").awaitLeaving();
        };
        try (ScriptedServer server = ScriptedServer.following(once, once);
                HttpClient client = server.client()) {
            client.send(get("/x"), DEADLINE);
            client.send(get("/x"), DEADLINE);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.wasLeft()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void noticesThatAnIdleConnectionWasClosed(String method) throws Exception {
        ScriptedServer.Script once = peer -> {
            peer.request();
            peer.answer("hello");
        };
        try (ScriptedServer server = ScriptedServer.following(once, once);
                HttpClient client = server.client()) {
            client.send(get("/x"), DEADLINE);
            Thread.sleep(100);
            HttpRequest second = method.equals("GET") ? get("/x") : post("y");
            assertThat(client.send(second, DEADLINE).text()).isEqualTo("hello");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    /** The server closed the connection just when the request was on its way. */
    private static ScriptedServer closingInTheFaceOfTheSecond() throws IOException {
        return ScriptedServer.following(
                peer -> {
                    peer.request();
                    peer.answer("first");
                    peer.request();
                },
                peer -> {
                    peer.request();
                    peer.answer("again");
                });
    }

    @Test
    void asksAgainWhenAUsedConnectionIsClosedWithoutAWord() throws Exception {
        try (ScriptedServer server = closingInTheFaceOfTheSecond();
                HttpClient client = server.client()) {
            client.send(get("/x"), DEADLINE);
            assertThat(client.send(get("/x"), DEADLINE).text()).isEqualTo("again");
        }
    }

    @Test
    void neverSendsAWriteTwiceThatTheServerMayHaveGot() throws Exception {
        try (ScriptedServer server = closingInTheFaceOfTheSecond();
                HttpClient client = server.client()) {
            client.send(get("/x"), DEADLINE);
            assertThatThrownBy(() -> client.send(post("y"), DEADLINE)).isInstanceOf(IOException.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void doesNotAskAgainOnANewConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(ScriptedServer.Peer::request);
                HttpClient client = server.client()) {
            assertThatThrownBy(() -> client.send(get("/x"), DEADLINE)).isInstanceOf(EOFException.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void givesUpAtTheDeadline() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(ScriptedServer.Peer::awaitLeaving);
                HttpClient client = server.client()) {
            assertThatThrownBy(() -> client.send(get("/x"), Duration.ofMillis(150)))
                    .isInstanceOf(DeadlineException.class)
                    .hasMessage("no answer within 150 ms");
            assertThat(server.wasLeft()).isTrue();
        }
    }

    @Test
    void countsTheWholeAnswerForTheDeadline() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    peer.request();
                    peer.say(OK + "\r\n");
                    while (true) {
                        peer.say("a drop");
                        pause(20);
                    }
                });
                HttpClient client = server.client()) {
            assertThatThrownBy(() -> client.send(get("/x"), Duration.ofMillis(300)))
                    .isInstanceOf(DeadlineException.class);
            assertThat(server.wasLeft()).isTrue();
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    peer.request();
                    asked.countDown();
                    peer.awaitLeaving();
                });
                HttpClient client = server.client()) {
            assertThat(interrupted(() -> client.send(get("/x"), DEADLINE), asked::await))
                    .isInstanceOf(InterruptedException.class);
            assertThat(server.wasLeft()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void canEndAProgramThatDoesNotAnswer(boolean byInterrupt) throws Exception {
        try (HttpClient client = program("sleep", "60")) {
            if (byInterrupt) {
                assertThat(interrupted(() -> client.send(get("/x"), DEADLINE)))
                        .isInstanceOf(InterruptedException.class);
            } else {
                assertThatThrownBy(() -> client.send(get("/x"), Duration.ofMillis(100)))
                        .isInstanceOf(DeadlineException.class);
            }
        }
    }

    /** A server that does not answer yet, as an sshd that has not let us in, is not asked by many at once. */
    @Test
    void makesOnlySoManyConnectionsAtATime() throws Exception {
        CountDownLatch full = new CountDownLatch(2);
        CountDownLatch open = new CountDownLatch(1);
        ScriptedServer.Script slow = peer -> {
            while (true) {
                peer.request();
                full.countDown();
                await(open);
                peer.answer("hi");
            }
        };
        try (ScriptedServer server = ScriptedServer.following(slow, slow, slow, slow);
                HttpClient client = server.client(2)) {
            List<CompletableFuture<String>> answers =
                    Stream.generate(() -> sending(client)).limit(4).toList();
            await(full);
            assertThatThrownBy(() -> client.send(get("/x"), Duration.ofMillis(300)))
                    .isInstanceOf(DeadlineException.class);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(interrupted(() -> client.send(get("/x"), DEADLINE))).isInstanceOf(InterruptedException.class);
            open.countDown();
            for (CompletableFuture<String> answer : answers) {
                assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("hi");
            }
            assertThat(client.send(get("/x"), DEADLINE).status()).isEqualTo(200);
        }
    }

    @Test
    void speaksThroughAProgram() throws Exception {
        String script = "while read -r line; do [ \"$line\" = \"$(printf '\\r')\" ] &&"
                + " printf 'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi'; done";
        try (HttpClient client = program("sh", "-c", script)) {
            assertThat(client.send(get("/x"), DEADLINE).text()).isEqualTo("hi");
            assertThat(client.send(get("/x"), DEADLINE).text()).isEqualTo("hi");
        }
    }

    @Test
    void tellsWhyAProgramCouldNotConnect() {
        try (HttpClient client = program("sh", "-c", "echo 'Permission denied (publickey)' >&2; exit 255")) {
            assertThatThrownBy(() -> client.send(get("/x"), DEADLINE))
                    .isInstanceOf(NotConnectedException.class)
                    .hasMessage("sh ended with 255: Permission denied (publickey)");
        }
    }

    @Test
    void streamsABodyInChunks() throws Exception {
        AtomicReference<String> got = new AtomicReference<>("");
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    assertThat(peer.request()).contains("Transfer-Encoding: chunked");
                    got.set(new String(new ChunkedBody(peer.in()).readAllBytes(), StandardCharsets.UTF_8));
                    peer.answer("");
                });
                HttpClient client = server.client()) {
            client.send(
                    upload(out -> {
                        for (int i = 0; i < 10_000; i++) {
                            out.write("0123456789".getBytes(StandardCharsets.UTF_8));
                        }
                        out.write('.');
                    }),
                    DEADLINE);
            assertThat(got.get()).isEqualTo("0123456789".repeat(10_000) + ".");
        }
    }

    @Test
    void hearsARefusalInTheMiddleOfAnUpload() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    peer.request();
                    peer.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbad");
                    pause(300);
                });
                HttpClient client = server.client()) {
            HttpAnswer answer = client.send(
                    upload(out -> {
                        out.write(new byte[64]);
                        out.flush();
                        pause(100);
                        out.write(new byte[64]);
                    }),
                    DEADLINE);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).isEqualTo("bad");
        }
    }

    @Test
    void doesNotBlameTheConnectionForAFailingUpload() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    peer.request();
                    peer.awaitLeaving();
                });
                HttpClient client = server.client()) {
            assertThatThrownBy(() -> client.send(upload(HttpClientTest::failingWriter), DEADLINE))
                    .isInstanceOf(BodyException.class)
                    .hasRootCauseMessage("the file vanished");
            assertThat(server.wasLeft()).isTrue();
        }
    }

    private static void failingWriter(OutputStream out) throws IOException {
        out.write('x');
        throw new IOException("the file vanished");
    }

    @Test
    void closingItEndsItsStreams() throws Exception {
        try (ScriptedServer server = ScriptedServer.following(peer -> {
                    peer.request();
                    peer.say(OK + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n")
                            .awaitLeaving();
                });
                HttpClient client = server.client()) {
            HttpStream stream = client.open(get("/x"), DEADLINE);
            assertThat(stream.body().read()).isEqualTo('x');
            CompletableFuture<Void> closing = CompletableFuture.runAsync(
                    client::close, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
            assertThatThrownBy(() -> stream.body().read()).isInstanceOf(IOException.class);
            closing.join();
            assertThat(server.wasLeft()).isTrue();
        }
    }

    @Test
    void refusesALineBreakInAHeader() {
        HttpRequest evil = new HttpRequest("GET", "/x", Map.of("A", "b\r\nC: d"), new Body.None());
        assertThatThrownBy(evil::firstBytes).isInstanceOf(IllegalArgumentException.class);
        assertThat(new HttpRequest("GET", "/x", Map.of("X-Registry-Auth", "secret"), new Body.None()))
                .hasToString("GET /x");
    }

    /** What a call throws when its thread is interrupted after a tenth of a second. */
    private static CompletableFuture<String> sending(HttpClient client) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        answer.complete(client.send(get("/x"), DEADLINE).text());
                    } catch (IOException | InterruptedException e) {
                        answer.completeExceptionally(e);
                    }
                })
                .start();
        return answer;
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static Throwable interrupted(Call call) throws Exception {
        return interrupted(call, () -> Thread.sleep(100));
    }

    private static Throwable interrupted(Call call, Call begun) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                call.run();
            } catch (IOException | InterruptedException e) {
                thrown.set(e);
            }
        });
        thread.start();
        begun.run();
        thread.interrupt();
        thread.join(5_000);
        return thrown.get();
    }

    private interface Call {
        void run() throws IOException, InterruptedException;
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
