package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.event.EventSink;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Whether standard output is a terminal that a live view can be drawn on, and how large it is. */
final class Terminal {
    /** Terminals of unknown size: they cut what is too wide, and a block of so many lines fits on nearly all. */
    private static final LiveProgress.Screen UNKNOWN = new LiveProgress.Screen(500, 20, true);

    private Terminal() {}

    /** A live view on a terminal, plain lines elsewhere: in files, pipes and build logs. */
    static EventSink sink(PrintWriter out) {
        return sink(out, ProcessText.environment(), isTerminal(1));
    }

    static EventSink sink(PrintWriter out, Map<String, String> environment, boolean isTerminal) {
        boolean plain = !isTerminal || has(environment, "CI") || !canMove(environment.get("TERM"));
        return plain ? new PlainLines(out) : new LiveProgress(PrintableWriter.raw(out), screen(environment));
    }

    /** Whether standard error is a terminal that shows colours, and nobody asked for none. */
    static boolean takesColouredErrors() {
        return takesColours(ProcessText.environment(), isTerminal(2));
    }

    static boolean takesColours(Map<String, String> environment, boolean isTerminal) {
        return isTerminal
                && !has(environment, "CI")
                && !has(environment, "NO_COLOR")
                && canMove(environment.get("TERM"));
    }

    private static boolean canMove(String term) {
        return term != null && !term.isEmpty() && !term.equals("dumb");
    }

    private static LiveProgress.Screen screen(Map<String, String> environment) {
        return new LiveProgress.Screen(
                number(environment, "COLUMNS").orElse(UNKNOWN.width()),
                number(environment, "LINES")
                        .map(lines -> Math.max(lines - 2, 2))
                        .orElse(UNKNOWN.height()),
                !has(environment, "NO_COLOR"));
    }

    private static Optional<Integer> number(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> text.matches("[1-9][0-9]{1,3}"))
                .map(Integer::valueOf);
    }

    private static boolean has(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    /** Java's console needs a terminal as standard input too, which it is not when a file is piped in. */
    private static boolean isTerminal(int descriptor) {
        Path out = Path.of("/proc/self/fd/" + descriptor);
        try {
            return Files.exists(out)
                    ? Files.readSymbolicLink(out).toString().matches("/dev/(pts/.*|tty.*|console)")
                    : System.console() != null;
        } catch (IOException e) {
            return false;
        }
    }
}
