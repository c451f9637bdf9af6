package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.event.EventLines;
import io.jenkins.plugins.flaskbbswarm.event.EventSink;
import io.jenkins.plugins.flaskbbswarm.text.Printable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A live view for a terminal: below the lines of what happened stands a block of one line a service, redrawn in place.
 * The terminal is as before after each event, so that an end at any moment leaves nothing to restore.
 */
final class LiveProgress implements EventSink {
    /** Of the block, lines that are too long are cut by the terminal, or going up by lines would miscount. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final Screen screen;
    private final Map<String, ServiceLine> services = new LinkedHashMap<>();
    private int drawn;

    /**
     * What there is to draw on.
     *
     * @param width in columns; longer lines are cut
     * @param height the most lines that the block takes
     * @param colours whether colours are wanted
     */
    record Screen(int width, int height, boolean colours) {}

    LiveProgress(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    @Override
    public synchronized void emit(Event event) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append("A").append(CLEAR_BELOW);
        }
        if (event instanceof Event.ServiceChanged change) {
            service(change.service()).changed(change);
        } else if (event instanceof Event.TaskChanged change) {
            service(change.service()).changed(change);
        } else {
            text.append(paint(event, EventLines.of(event))).append('\n');
            endBlock(event, text);
        }
        List<String> block = block();
        text.append(NO_WRAP);
        block.forEach(line -> text.append(line).append('\n'));
        drawn = block.size();
        out.print(text.append(WRAP));
        out.flush();
    }

    /** When a phase is over, how the services were in it stays above what comes. */
    private void endBlock(Event event, StringBuilder text) {
        if (event instanceof Event.PhaseFinished) {
            block().forEach(line -> text.append(line).append('\n'));
            services.clear();
        }
    }

    private ServiceLine service(String name) {
        return services.computeIfAbsent(name, ServiceLine::new);
    }

    /** Of more services than fit, those first that are not yet as wanted. */
    private List<String> block() {
        List<ServiceLine> lines = new ArrayList<>(services.values());
        if (lines.size() <= screen.height()) {
            return lines.stream().map(this::draw).toList();
        }
        lines.sort((one, other) -> Boolean.compare(one.isDone(), other.isDone()));
        List<ServiceLine> shown = lines.subList(0, screen.height() - 1);
        List<String> block = new ArrayList<>(shown.stream().map(this::draw).toList());
        List<ServiceLine> hidden = lines.subList(shown.size(), lines.size());
        long done = hidden.stream().filter(ServiceLine::isDone).count();
        block.add(cut("    … and " + hidden.size() + " more, " + done + " of them converged"));
        return block;
    }

    private String draw(ServiceLine line) {
        int widest = services.keySet().stream().mapToInt(String::length).max().orElse(0);
        String text = cut(line.text(Math.min(widest, screen.width() / 2)));
        return line.isDone() ? green(text) : line.hasFailed() ? red(text) : text;
    }

    private String paint(Event event, String text) {
        return event instanceof Event.Warning ? red(text) : text;
    }

    private String cut(String line) {
        String single = Printable.line(line).replace('\t', ' ');
        return single.codePointCount(0, single.length()) <= screen.width()
                ? single
                : single.substring(0, single.offsetByCodePoints(0, screen.width() - 1)) + "…";
    }

    private String green(String text) {
        return screen.colours() ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    private String red(String text) {
        return screen.colours() ? "\u001b[31m" + text + "\u001b[0m" : text;
    }
}
