package io.jenkins.plugins.flaskbbswarm.text;

/**
 * Texts of engines, registries, jobs and files as a terminal or a build's console may get them: what such a reader would
 * act on instead of showing it is spelled out, {@code \x1b} for ESC. That is all control characters but tab and newline,
 * the characters that turn the direction of writing, and the separators that some readers take for newlines.
 */
public final class Printable {
    private static final int DELETE = 0x7f;

    private Printable() {}

    /** A text with its lines; a carriage return before a newline goes. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            boolean endsLine = character == '\r' && i + 1 < length && text.charAt(i + 1) == '\n';
            if (!endsLine) {
                append(shown, character);
            }
        }
        return shown.toString();
    }

    /** All of it as one line: a space for each newline in it, none for those at its end. */
    public static String line(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text(text.substring(0, end)).replace('\n', ' ');
    }

    private static void append(StringBuilder shown, char character) {
        if (!isActedOn(character)) {
            shown.append(character);
        } else if (character < DELETE) {
            shown.append(String.format("\\x%02x", (int) character));
        } else {
            // As JSON spells it, since JSON leaves these as they are.
            shown.append(String.format("\\u%04x", (int) character));
        }
    }

    private static boolean isActedOn(char character) {
        boolean isControl = Character.isISOControl(character) && character != '\n' && character != '\t';
        boolean turns =
                character >= '\u202a' && character <= '\u202e' || character >= '\u2066' && character <= '\u2069';
        return isControl || turns || isMarkOrSeparator(character);
    }

    private static boolean isMarkOrSeparator(char character) {
        return character == '\u200e'
                || character == '\u200f'
                || character == '\u061c'
                || character == '\u2028'
                || character == '\u2029';
    }
}
