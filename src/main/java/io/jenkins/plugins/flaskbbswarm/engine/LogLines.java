package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** Puts lines together from frames, which may end within a line and even within a character. */
final class LogLines {
    /** More of a line is left out: a program may print without ever ending a line. */
    static final int LONGEST_LINE = 64 * 1024;

    private final LogFrames frames;
    private final LogPrefix prefix;
    private final Map<LogLine.Source, ByteArrayOutputStream> begun = new EnumMap<>(LogLine.Source.class);
    private final Map<LogLine.Source, Long> leftOut = new EnumMap<>(LogLine.Source.class);
    private final Queue<LogLine> ready = new ArrayDeque<>();

    LogLines(LogFrames frames, LogPrefix prefix) {
        this.frames = frames;
        this.prefix = prefix;
        for (LogLine.Source source : LogLine.Source.values()) {
            begun.put(source, new ByteArrayOutputStream());
        }
    }

    /** The next line, or empty at the end. */
    Optional<LogLine> next() throws IOException {
        boolean more = true;
        while (ready.isEmpty() && more) {
            Optional<LogFrames.Frame> frame = frames.next();
            frame.ifPresent(this::add);
            more = frame.isPresent();
        }
        if (!more) {
            finish();
        }
        return Optional.ofNullable(ready.poll());
    }

    private void add(LogFrames.Frame frame) {
        ByteArrayOutputStream line = begun.get(frame.source());
        for (byte one : frame.bytes()) {
            if (one == '\n') {
                complete(frame.source(), line);
            } else if (line.size() < LONGEST_LINE) {
                line.write(one);
            } else {
                leftOut.merge(frame.source(), 1L, Long::sum);
            }
        }
    }

    /** A last line need not have an end. */
    private void finish() {
        begun.forEach((source, line) -> {
            if (line.size() > 0) {
                complete(source, line);
            }
        });
    }

    private void complete(LogLine.Source source, ByteArrayOutputStream line) {
        Long missing = leftOut.remove(source);
        String text = line.toString(StandardCharsets.UTF_8) + (missing == null ? "" : "… (" + missing + " bytes more)");
        line.reset();
        ready.add(prefix.parse(source, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
    }
}
