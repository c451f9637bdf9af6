package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.text.Printable;
import io.jenkins.plugins.flaskbbswarm.text.Sensitive;

import java.io.PrintWriter;
import java.util.regex.Pattern;

/** Lines for standard error whose marks, {@code error:} and {@code warning:}, are in colour on a terminal. */
final class MarkedLines {
    private static final Pattern ERROR = Pattern.compile("^error:", Pattern.MULTILINE);
    private static final Pattern WARNING = Pattern.compile("^warning:", Pattern.MULTILINE);

    private MarkedLines() {}

    /** Prints a message: its marks in colour, all else as terminals may get it. */
    static void print(String text, PrintWriter err) {
        String shown = Sensitive.text(Printable.text(text));
        PrintableWriter.raw(err).println(of(shown, Terminal.takesColouredErrors()));
    }

    static String of(String text, boolean colours) {
        if (!colours) {
            return text;
        }
        String errors = ERROR.matcher(text).replaceAll("\u001b[31merror:\u001b[0m");
        return WARNING.matcher(errors).replaceAll("\u001b[33mwarning:\u001b[0m");
    }
}
