package io.jenkins.plugins.flaskbbswarm.compose.interpolate;

import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A substitution that only the modern Compose Specification has: {@code ${V:+word}}, {@code ${V+word}}, or one of the
 * older operators with variables within its word.
 *
 * @param form the whole substitution as written
 * @param end where the text goes on
 */
record NestedSubstitution(String form, String name, String operator, String word, int end) {
    private static final Pattern OPENING = Pattern.compile("\\$\\{(?<name>" + Template.NAME + ")(?<operator>:?[-+?])");
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_DEPTH = 20;

    /** The modern form that begins at {@code start}, if one does. */
    static Optional<NestedSubstitution> at(String text, int start, int depth) {
        if (!text.startsWith("${", start)) {
            return Optional.empty();
        }
        int limit = Math.min(text.length(), start + MAX_LENGTH);
        Matcher opening = OPENING.matcher(text).region(start, limit);
        if (depth >= MAX_DEPTH || !opening.lookingAt()) {
            return Optional.empty();
        }
        int close = closingBrace(text, opening.end(), limit);
        if (close < 0) {
            return Optional.empty();
        }
        String word = text.substring(opening.end(), close);
        boolean modern = opening.group("operator").endsWith("+") || word.contains("${");
        return modern
                ? Optional.of(new NestedSubstitution(
                        text.substring(start, close + 1),
                        opening.group("name"),
                        opening.group("operator"),
                        word,
                        close + 1))
                : Optional.empty();
    }

    /** The brace that closes a substitution, behind those that close inner ones. */
    private static int closingBrace(String text, int from, int limit) {
        int open = 1;
        for (int i = from; i < limit; i++) {
            if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
            if (text.startsWith("${", i)) {
                open++;
            }
        }
        return -1;
    }

    /** What stands in its place. The word is looked into only if it counts. */
    String value(Variables variables, TemplateListener listener, int depth) {
        listener.modern(form);
        boolean given = variables
                .get(name)
                .filter(value -> !operator.startsWith(":") || !value.isEmpty())
                .isPresent();
        boolean alternative = operator.endsWith("+");
        String inner = given == alternative ? new Template(word, variables, listener, depth + 1).substitute() : "";
        return alternative ? inner : Template.value(name, operator, inner, variables, listener);
    }
}
