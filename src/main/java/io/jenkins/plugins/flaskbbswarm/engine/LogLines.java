package io.jenkins.plugins.flaskbbswarm.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Puts lines together from frames, which may end within a line and even within a character. */
final class LogLines {
    /** More of a line is left out: a program may print without ever ending a line. What there is of it is given at once. */
    static final int LONGEST_LINE = 64 * 1024;

    private static final String CUT = "… (the rest of this line, which is longer than 64 KiB, is left out)";

    private final LogFrames frames;
    private final LogPrefix prefix;
    private final Map<LogLine.Source, ByteArrayOutputStream> begun = new EnumMap<>(LogLine.Source.class);
    private final Set<LogLine.Source> leavingOut = EnumSet.noneOf(LogLine.Source.class);
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
        boolean isLeftOut = leavingOut.contains(frame.source());
        for (byte one : frame.bytes()) {
            if (one == '\n') {
                if (!isLeftOut) {
                    complete(frame.source(), line, "");
                }
                isLeftOut = false;
            } else if (!isLeftOut && line.size() < LONGEST_LINE) {
                line.write(one);
            } else if (!isLeftOut) {
                complete(frame.source(), line, CUT);
                isLeftOut = true;
            }
        }
        remember(frame.source(), isLeftOut);
    }

    private void remember(LogLine.Source source, boolean isLeftOut) {
        if (isLeftOut) {
            leavingOut.add(source);
        } else {
            leavingOut.remove(source);
        }
    }

    /** A last line need not have an end. */
    private void finish() {
        begun.forEach((source, line) -> {
            if (line.size() > 0) {
                complete(source, line, "");
            }
        });
    }

    private void complete(LogLine.Source source, ByteArrayOutputStream line, String end) {
        String text = line.toString(StandardCharsets.UTF_8) + end;
        line.reset();
        ready.add(prefix.parse(source, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
    }
}
