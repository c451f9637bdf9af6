package io.jenkins.plugins.flaskbbswarm.compose.interpolate;

import io.jenkins.plugins.flaskbbswarm.compose.source.Variables;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One text with variables, replaced as docker CLI 28 {@code template.Substitute} does: {@code $V}, {@code ${V}},
 * {@code ${V:-default}}, {@code ${V-default}}, {@code ${V:?message}}, {@code ${V?message}} and {@code $$}. The forms
 * that it does not know are left to {@link NestedSubstitution}.
 */
final class Template {
    static final String NAME = "[_a-zA-Z][_a-zA-Z0-9]*";

    private static final String SUBSTITUTION = NAME + "(?::?[-?][^}]*)?";
    private static final Pattern DOLLAR = Pattern.compile(
            "\\$(?:(?<escaped>\\$)|(?<named>" + SUBSTITUTION + ")|\\{(?<braced>" + SUBSTITUTION + ")\\})");
    private static final int UNKNOWN = -2;
    private static final String[] OPERATORS = {":-", "-", ":?", "?"};

    private final String text;
    private final Variables variables;
    private final TemplateListener listener;
    private final int depth;
    private final Matcher dollar;
    private final int lastBrace;
    private int lastSubstitution = UNKNOWN;

    Template(String text, Variables variables, TemplateListener listener) {
        this(text, variables, listener, 0);
    }

    /** @param depth how many defaults this text is within */
    Template(String text, Variables variables, TemplateListener listener, int depth) {
        this.text = text;
        this.variables = variables;
        this.listener = listener;
        this.depth = depth;
        this.dollar = DOLLAR.matcher(text);
        this.lastBrace = text.lastIndexOf('}');
    }

    /** The text with variables replaced. */
    String substitute() {
        StringBuilder result = new StringBuilder();
        int end = 0;
        for (int start = text.indexOf('$'); start >= 0; start = text.indexOf('$', end)) {
            result.append(text, end, start);
            Optional<NestedSubstitution> modern =
                    start > lastBrace ? Optional.empty() : NestedSubstitution.at(text, start, depth);
            if (modern.isPresent()) {
                result.append(modern.get().value(variables, listener, depth));
                end = modern.get().end();
            } else if (isSubstitution(start)) {
                result.append(dollar.group("escaped") != null ? "$" : value());
                end = dollar.end();
            } else {
                end = start + 1;
                listener.invalid(isFollowedBySubstitution(end));
            }
        }
        return result.append(text.substring(end)).toString();
    }

    private boolean isSubstitution(int start) {
        // Without this check a text of nothing but "${A:-" would be searched to its end again and again.
        boolean open = text.startsWith("${", start) && start > lastBrace;
        return !open && dollar.region(start, text.length()).lookingAt();
    }

    /** The reference forgets that a dollar sign was wrong once a proper substitution follows in the same text. */
    private boolean isFollowedBySubstitution(int from) {
        if (lastSubstitution == UNKNOWN) {
            lastSubstitution = findLastSubstitution(from);
        }
        return lastSubstitution >= from;
    }

    private int findLastSubstitution(int from) {
        int last = -1;
        int start = text.indexOf('$', from);
        while (start >= 0) {
            boolean found = isSubstitution(start);
            if (found && dollar.group("escaped") == null) {
                last = start;
            }
            start = text.indexOf('$', found ? dollar.end() : start + 1);
        }
        return last;
    }

    private String value() {
        boolean named = dollar.group("named") != null;
        String substitution = named ? dollar.group("named") : dollar.group("braced");
        for (String operator : OPERATORS) {
            int cut = substitution.indexOf(operator);
            if (cut >= 0) {
                String name = substitution.substring(0, cut);
                if (named || !name.matches(NAME)) {
                    listener.surprisingDefault(name, substitution.substring(cut));
                }
                return value(name, operator, substitution.substring(cut + operator.length()), variables, listener);
            }
        }
        return variables.get(substitution).orElseGet(() -> {
            listener.unset(substitution);
            return "";
        });
    }

    /** The value of a variable under one of the four operators that the reference knows. */
    static String value(String name, String operator, String word, Variables variables, TemplateListener listener) {
        Optional<String> value = variables.get(name).filter(given -> !operator.startsWith(":") || !given.isEmpty());
        if (value.isEmpty() && operator.endsWith("?")) {
            listener.missing(name, word);
        }
        return value.orElse(operator.endsWith("-") ? word : "");
    }
}
