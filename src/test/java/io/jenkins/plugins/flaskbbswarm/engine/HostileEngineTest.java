package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What answers as an engine and is none, or a broken one: one sentence at once, within bounds. */
@Timeout(60)
class HostileEngineTest {
    /** {@code ~} ends a line; {@code *} repeats the rest of the answer without end. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        huge length      | HTTP/1.1 200 OK~Content-Length: 18446744073709551615~~[]   | its length is not a number
        negative length  | HTTP/1.1 200 OK~Content-Length: -1~~[]                     | its length is not a number
        no length        | HTTP/1.1 200 OK~Content-Length: ten~~[]                    | its length is not a number
        huge chunk       | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~ffffffffffffffff~[] | has no length
        negative chunk   | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-2~[]          | has no length
        bad chunk        | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~[]          | has no length
        not HTTP         | SSH-2.0-OpenSSH_9.2~~                                      | is not HTTP
        bad status       | HTTP/1.1 999 Odd~~                                         | is not HTTP
        an object        | HTTP/1.1 200 OK~Content-Length: 9~~{"a": {}}               | it is not a list
        a text           | HTTP/1.1 200 OK~Content-Length: 3~~"a"                     | it is not a list
        not JSON         | HTTP/1.1 200 OK~Content-Length: 6~~canary                  | it is not valid JSON
        cut JSON         | HTTP/1.1 200 OK~Content-Length: 5~~[{"a"                   | it is not valid JSON
        endless headers  | HTTP/1.1 200 OK~*X-A: b~                                   | more than 200 lines
        endless header   | HTTP/1.1 200 OK~X-A: *bbbbbbbb                             | is too long
        endless interim  | *HTTP/1.1 100 Continue~~                                   | endless interim answers
        endless body     | HTTP/1.1 200 OK~~*[[[[[[[[[[[[[[[[                         | is longer than
        """)
    void aMalformedAnswerIsASentenceAtOnce(String what, String answer, String problem) throws Exception {
        String expected = problem.replace("its length is", "length is");
        try (Hostile server = new Hostile(answer);
                Engine engine = connect(server)) {
            assertThatThrownBy(() -> engine.services().list(Filters.none()))
                    .isInstanceOf(EngineException.Malformed.class)
                    .hasMessageContaining("cannot be read")
                    .hasMessageContaining(expected)
                    .hasMessageNotContaining("canary");
        }
    }

    @ParameterizedTest
    @CsvSource({"301", "302", "307", "308"})
    void aRedirectIsNoSuccess(int status) throws Exception {
        try (Hostile server = new Hostile("HTTP/1.1 " + status + " Moved~Location: http://other/~Content-Length: 0~~");
                Engine engine = connect(server)) {
            assertThatThrownBy(() -> engine.services().list(Filters.none()))
                    .isInstanceOf(EngineException.Refused.class)
                    .hasMessageContaining("status " + status);
        }
    }

    @Test
    void nullIsAListWithoutElements() throws Exception {
        try (Hostile server = new Hostile("HTTP/1.1 200 OK~Content-Length: 4~~null");
                Engine engine = connect(server)) {
            assertThat(engine.services().list(Filters.none())).isEmpty();
        }
    }

    @Test
    void anEngineThatDroppedOurVersionSaysSo() throws Exception {
        String words = "{\"message\":\"client version 1.55 is too old. Minimum supported API version is 1.60, please"
                + " upgrade your client to a newer version\"}";
        try (Hostile server = new Hostile("HTTP/1.1 400 Bad~Content-Length: " + words.length() + "~~" + words);
                Engine engine = connect(server)) {
            assertThatThrownBy(() -> engine.services().list(Filters.none()))
                    .hasMessageContaining("update flaskbb-swarm, which speaks API 1.55 at most");
        }
    }

    /** Read a part at a time, so that no frame and no line is ever whole in memory. */
    @Test
    void aLineOfAJobIsCutWhereItIsTooLong() throws Exception {
        byte[] head = {1, 0, 0, 0, 0x0f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        InputStream endless = new java.io.SequenceInputStream(new ByteArrayInputStream(head), new Xs(0x0fffffff));
        LogLines lines = new LogLines(LogFrames.multiplexed(endless), new LogPrefix(LogOptions.all()));

        Optional<LogLine> line = lines.next();

        assertThat(line.orElseThrow().text())
                .hasSizeLessThan(LogLines.LONGEST_LINE + 100)
                .endsWith("is left out)");
        assertThat(lines.next()).isEmpty();
    }

    private static Engine connect(Hostile server) throws InterruptedException {
        EngineSettings settings =
                EngineSettings.defaults().withDeadline(Duration.ofSeconds(20)).withReadDeadline(Duration.ofSeconds(20));
        return Engine.connect(EngineAddress.parse("tcp://127.0.0.1:" + server.port()), settings);
    }

    /** As many x as asked for. */
    private static final class Xs extends InputStream {
        private long left;

        Xs(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            java.util.Arrays.fill(bytes, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
        }
    }

    /** Pings as an engine, and gives one answer to all else. */
    private static final class Hostile implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final String answer;

        Hostile(String answer) throws IOException {
            this.answer = answer.replace("~", "\r\n");
            Thread thread = new Thread(this::serve, "hostile");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket one = socket.accept()) {
                    byte[] request = new byte[8192];
                    int count = one.getInputStream().read(request);
                    boolean ping =
                            new String(request, 0, Math.max(count, 0), StandardCharsets.US_ASCII).contains("/_ping");
                    if (ping) {
                        write(
                                one,
                                "HTTP/1.1 200 OK\r\nApi-Version: 1.44\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                    } else {
                        write(one, answer);
                    }
                } catch (IOException e) {
                    // The client has seen enough.
                }
            }
        }

        private static void write(Socket one, String text) throws IOException {
            OutputStream out = one.getOutputStream();
            int star = text.indexOf('*');
            out.write(text.substring(0, star < 0 ? text.length() : star).getBytes(StandardCharsets.ISO_8859_1));
            if (star >= 0) {
                byte[] again = text.substring(star + 1).repeat(2048).getBytes(StandardCharsets.ISO_8859_1);
                while (true) {
                    out.write(again);
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
