package io.jenkins.plugins.flaskbbswarm.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A page in one file, with its style sheet in it; a browser that is told to ignore that shows it all the same. */
final class Document {
    private static final String STYLE = "report.css";

    private Document() {}

    static String of(String title, Html body) {
        Html head = new Html()
                .open("meta", "charset", "utf-8")
                // Light and dark as the reader's system is, even where no style sheet is allowed.
                .open("meta", "name", "color-scheme", "content", "light dark")
                .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", title);
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n" + head + "<style>\n" + style() + "</style>\n</head>\n"
                + "<body class=\"swarm-report\">\n" + body + "</body>\n</html>\n";
    }

    /** Our own file: nothing in it needs escaping. */
    private static String style() {
        try (InputStream in = Document.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException(STYLE + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
