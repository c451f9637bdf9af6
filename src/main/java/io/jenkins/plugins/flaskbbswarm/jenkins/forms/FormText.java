package io.jenkins.plugins.flaskbbswarm.jenkins.forms;

import java.util.List;

/** Texts as people put them into forms. */
public final class FormText {
    private FormText() {}

    public static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /** The lines that are not blank. */
    public static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
