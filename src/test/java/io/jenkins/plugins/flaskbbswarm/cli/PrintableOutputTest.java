package io.jenkins.plugins.flaskbbswarm.cli;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.flaskbbswarm.event.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing that comes from outside reaches a terminal as more than text, whichever command prints it. */
class PrintableOutputTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"release list tiny", "stack diagnose tiny", "stack drift tiny", "lock show tiny"})
    void ofAnEnginesError(String words) throws IOException {
        HttpServer engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/", exchange -> {
            byte[] body =
                    "{\"message\": \"\\u001b]0;owned\\u0007 \\u202e \\u009b2J\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        engine.start();
        try {
            run((words + " -H tcp://127.0.0.1:" + engine.getAddress().getPort()).split(" "));
        } finally {
            engine.stop(0);
        }

        assertThat(err.toString()).contains("\\x1b]0;owned\\x07 \\u202e \\u009b2J");
        assertNothingRaw();
    }

    @Test
    void ofAFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("evil.yml");
        Files.writeString(file, "services: {app: {image: x, \"\\e[2Jimge\\a\": x}}\n");

        run("stack", "config", "-c", file.toString());

        assertThat(err.toString()).contains("\\x1b[2Jimge\\x07");
        assertNothingRaw();
    }

    @Test
    void ofAnArgument() {
        run("stack", "diagnose", "\u001b[2Jtiny");
        run("stack", "\u001b[2Jdiagnose");

        assertThat(err.toString()).contains("\\x1b[2Jtiny").contains("\\x1b[2Jdiagnose");
        assertNothingRaw();
    }

    @Test
    void aLiveViewKeepsItsOwnMovements() {
        PrintableWriter printable = PrintableWriter.over(new PrintWriter(out));

        Terminal.sink(printable, Map.of("TERM", "xterm"), true).emit(new Event.Note("a", "\u001b[2J"));

        assertThat(out.toString()).contains("a: \\x1b[2J\n").contains("\u001b[?7l");
    }

    private void run(String... words) {
        Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    private void assertNothingRaw() {
        assertThat((out.toString() + err)
                        .chars()
                        .filter(character -> character != '\n' && character != '\t')
                        .anyMatch(character -> Character.isISOControl(character) || character == '\u202e'))
                .isFalse();
    }
}
