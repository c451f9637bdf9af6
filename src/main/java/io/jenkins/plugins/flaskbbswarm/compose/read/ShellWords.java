package io.jenkins.plugins.flaskbbswarm.compose.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words as the reference does (google/shlex): blanks separate, quotes and backslashes hide them,
 * {@code #} at the beginning of a word starts a comment; nothing is expanded.
 */
public final class ShellWords {
    private static final String BLANKS = " \t\r\n";

    private final String text;
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if a quote or a backslash has no partner; the message says which */
    public static List<String> split(String text) {
        return new ShellWords(text).words();
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        while (skipToWord()) {
            words.add(word());
        }
        return words;
    }

    /** Passes blanks and comments; says whether a word follows. */
    private boolean skipToWord() {
        while (at < text.length()) {
            if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (BLANKS.indexOf(text.charAt(at)) < 0) {
                return true;
            } else {
                at++;
            }
        }
        return false;
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && BLANKS.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at++);
            switch (c) {
                case '\\' -> word.append(escaped());
                case '"', '\'' -> quoted(c, word);
                default -> word.append(c);
            }
        }
        return word.toString();
    }

    private void quoted(char quote, StringBuilder word) {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return;
            }
            word.append(c == '\\' && quote == '"' ? escaped() : c);
        }
        throw new IllegalArgumentException("a " + quote + " is not closed");
    }

    private char escaped() {
        if (at == text.length()) {
            throw new IllegalArgumentException("a backslash at the end escapes nothing");
        }
        return text.charAt(at++);
    }
}
