package io.jenkins.plugins.flaskbbswarm.jenkins;

import java.util.List;

/** Texts as people put them into forms. */
final class Texts {
    private Texts() {}

    static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /** The lines that are not blank. */
    static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
