package io.jenkins.plugins.flaskbbswarm.engine;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LogLinesTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private LogLinesTest frame(int type, byte... bytes) {
        log.writeBytes(
                ByteBuffer.allocate(8).putInt(type << 24).putInt(bytes.length).array());
        log.writeBytes(bytes);
        return this;
    }

    private LogLinesTest frame(int type, String text) {
        return frame(type, text.getBytes(StandardCharsets.UTF_8));
    }

    private List<LogLine> lines(LogFrames frames, LogOptions options) throws IOException {
        LogLines lines = new LogLines(frames, new LogPrefix(options));
        List<LogLine> all = new ArrayList<>();
        for (Optional<LogLine> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(line.get());
        }
        return all;
    }

    private List<String> multiplexed() throws IOException {
        return lines(LogFrames.multiplexed(new ByteArrayInputStream(log.toByteArray())), LogOptions.all()).stream()
                .map(line -> (line.source() == LogLine.Source.STDOUT ? "out " : "err ") + line.text())
                .toList();
    }

    @Test
    void putsLinesTogether() throws IOException {
        frame(1, "one\ntw").frame(2, "oo").frame(1, "o\n\n").frame(2, "ps\n").frame(1, "the last");
        assertThat(multiplexed()).containsExactly("out one", "out two", "out ", "err oops", "out the last");
    }

    @Test
    void putsCharactersTogether() throws IOException {
        byte[] euro = "\u20ac".getBytes(StandardCharsets.UTF_8);
        frame(1, euro[0]).frame(1, euro[1]).frame(1, euro[2], (byte) '\n');
        assertThat(multiplexed()).containsExactly("out \u20ac");
    }

    @Test
    void readsATerminalAsItIs() throws IOException {
        ByteArrayInputStream raw = new ByteArrayInputStream("one\r\ntwo\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(lines(LogFrames.raw(raw), LogOptions.all()))
                .extracting(LogLine::text)
                .containsExactly("one", "two");
    }

    @Test
    void takesTimeAndTaskOffTheLine() throws IOException {
        frame(1, "2026-11-24T06:27:37.894664797Z com.docker.swarm.node.id=n,com.docker.swarm.task.id=t a=b, c\n");
        LogLine line = lines(
                        LogFrames.multiplexed(new ByteArrayInputStream(log.toByteArray())),
                        LogOptions.all().withTimestamps().withDetails())
                .get(0);
        assertThat(line.time()).hasValue(Instant.parse("2026-11-24T06:27:37.894664797Z"));
        assertThat(line.task()).hasValue("t");
        assertThat(line.node()).hasValue("n");
        assertThat(line.text()).isEqualTo("a=b, c");
    }

    @Test
    void failsWhenTheLogBreaksOff() {
        frame(1, "one\n");
        log.writeBytes(new byte[] {1, 0, 0, 0, 0, 0, 0, 9, 'x'});
        assertThatThrownBy(this::multiplexed).hasMessage("the log broke off");
    }

    @Test
    void failsWhenTheEngineSaysSoInTheLog() {
        frame(3, "the log driver cannot be read\n");
        assertThatThrownBy(this::multiplexed).hasMessage("the engine says the log driver cannot be read");
    }
}
