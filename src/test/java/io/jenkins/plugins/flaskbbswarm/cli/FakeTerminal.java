package io.jenkins.plugins.flaskbbswarm.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows what a terminal would after these characters: it knows going up, clearing and colours. */
final class FakeTerminal {
    private static final Pattern STEP = Pattern.compile("\u001b\\[(\\??[0-9]*)([A-Za-z])|\n|[^\u001b\n]+");

    private final List<String> lines = new ArrayList<>(List.of(""));
    private final int width;
    private int row;
    private boolean wraps = true;

    FakeTerminal(int width) {
        this.width = width;
    }

    /** The screen, without the empty line that the cursor is on. */
    static List<String> after(int width, String written) {
        FakeTerminal terminal = new FakeTerminal(width);
        STEP.matcher(written).results().forEach(step -> terminal.step(STEP.matcher(step.group())));
        if (!terminal.wraps) {
            throw new AssertionError("the terminal is left without wrapping");
        }
        return terminal.lines.subList(0, terminal.row);
    }

    private void step(Matcher step) {
        if (!step.matches()) {
            throw new AssertionError("not understood");
        }
        if (step.group().equals("\n")) {
            row++;
            if (row == lines.size()) {
                lines.add("");
            }
        } else if (step.group(2) == null) {
            String text = lines.get(row) + step.group();
            lines.set(row, text.length() > width && !wraps ? text.substring(0, width) : text);
        } else {
            control(step.group(1), step.group(2));
        }
    }

    private void control(String argument, String letter) {
        switch (letter) {
            case "A" -> row -= Integer.parseInt(argument);
            case "J" -> {
                lines.subList(row, lines.size()).clear();
                lines.add("");
            }
            case "l", "h" -> wraps = letter.equals("h");
            case "m" -> {}
            default -> throw new AssertionError("unknown control " + letter);
        }
    }
}
