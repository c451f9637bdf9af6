package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.images.BuildTrace.Step;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What is known of one step of a build: how far it is and what it printed last. */
final class StepLog {
    private static final int LINES_KEPT = 20;
    private static final int NAME_SHOWN = 120;
    /** More of a name, an error or a line is left out: a program may print without ever ending a line. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final String name;
    private final SecretArguments secrets;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long leftOut;
    private boolean startShown;
    private boolean endShown;
    private String error = "";

    StepLog(String name, SecretArguments secrets) {
        this.name = secrets.hideIn(cut(name)).replaceAll("\\s+", " ").strip();
        this.secrets = secrets;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
    }

    /** The whole name on one line, such as {@code [app 2/7] RUN make}. */
    String name() {
        return name;
    }

    String error() {
        return error;
    }

    List<String> lastLines() {
        return List.copyOf(lastLines);
    }

    /** Steps that only had to stop because another failed say "context canceled". */
    boolean hasFailed() {
        return !error.isEmpty() && !error.contains("context canceled");
    }

    /** Takes a newer state and says what changed, each change once. */
    void update(Step step, Consumer<String> progress, BiConsumer<String, String> lines) {
        error = secrets.hideIn(cut(step.error()));
        if (step.completed().isPresent() && unfinished.size() > 0) {
            finishLine(lines);
        }
        if (endShown || !isShown()) {
            return;
        }
        Optional<String> end = end(step);
        if (end.isPresent()) {
            endShown = true;
            progress.accept(shortName() + end.get());
        } else if (step.started().isPresent() && !startShown) {
            startShown = true;
            progress.accept(shortName());
        }
    }

    /** Takes what the step's program printed. */
    void append(byte[] bytes, BiConsumer<String, String> lines) {
        for (byte b : bytes) {
            if (b == '\n') {
                finishLine(lines);
            } else if (unfinished.size() < LONGEST_LINE) {
                unfinished.write(b);
            } else {
                leftOut++;
            }
        }
    }

    /** Of a line that was drawn over again and again (a progress bar), the last drawing counts. */
    private void finishLine(BiConsumer<String, String> lines) {
        String line = unfinished.toString(StandardCharsets.UTF_8).stripTrailing()
                + (leftOut > 0 ? "… (" + leftOut + " bytes more)" : "");
        unfinished.reset();
        leftOut = 0;
        line = secrets.hideIn(line.substring(line.lastIndexOf('\r') + 1));
        lastLines.addLast(line);
        if (lastLines.size() > LINES_KEPT) {
            lastLines.removeFirst();
        }
        lines.accept(place(), line);
    }

    /** The part in brackets: stage and number. */
    private String place() {
        int end = name.indexOf(']');
        return name.startsWith("[") && end > 0 ? name.substring(1, end) : name;
    }

    private boolean isShown() {
        return name.startsWith("[") && !name.startsWith("[internal]") || name.startsWith("exporting");
    }

    private String shortName() {
        return name.length() <= NAME_SHOWN ? name : name.substring(0, NAME_SHOWN - 1) + "…";
    }

    /** How it ended, if it did; a failure is told by the exception that follows. */
    private static Optional<String> end(Step step) {
        if (step.cached()) {
            return Optional.of(" CACHED");
        }
        return step.completed().filter(completed -> step.error().isEmpty()).flatMap(completed -> step.started()
                .map(started -> took(Duration.between(started, completed))));
    }

    private static String took(Duration duration) {
        return String.format(Locale.ROOT, " (%.1fs)", duration.getSeconds() + duration.getNano() / 1e9);
    }
}
