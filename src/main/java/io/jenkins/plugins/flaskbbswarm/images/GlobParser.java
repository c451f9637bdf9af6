package io.jenkins.plugins.flaskbbswarm.images;

import java.util.ArrayList;
import java.util.List;

/** Reads a path pattern once from left to right, into steps. */
final class GlobParser {
    private final String glob;
    private final List<GlobStep> steps = new ArrayList<>();
    private int at;

    GlobParser(String glob) {
        this.glob = glob;
    }

    /** @throws IllegalArgumentException if Docker would refuse the pattern; the message says what is wrong */
    List<GlobStep> steps() {
        while (at < glob.length()) {
            int c = next();
            switch (c) {
                case '*' -> star();
                case '?' -> steps.add(GlobStep.ONE);
                case '[' -> characterClass();
                case '\\' -> literal(next());
                default -> literal(c);
            }
        }
        return List.copyOf(steps);
    }

    private void star() {
        if (!peek('*')) {
            steps.add(GlobStep.STAR);
            return;
        }
        at++;
        // Docker tests "**foo" as a plain suffix, so that it means xfoo too; "**foo*" does not.
        boolean suffix = at == 2 && !peek('/') && PathGlob.firstSpecial(glob, at) == glob.length();
        if (peek('/')) {
            at++;
        }
        steps.addAll(
                suffix || at == glob.length()
                        ? List.of(GlobStep.ALL)
                        : List.of(GlobStep.PERHAPS, GlobStep.DIRECTORIES));
    }

    private void characterClass() {
        boolean negated = peek('^');
        if (negated) {
            at++;
        }
        List<Range> ranges = new ArrayList<>();
        do {
            ranges.add(range());
        } while (!peek(']'));
        at++;
        steps.add(GlobStep.one(c -> negated != ranges.stream().anyMatch(range -> range.has(c))));
    }

    private record Range(int low, int high) {
        boolean has(int c) {
            return c >= low && c <= high;
        }
    }

    private Range range() {
        int low = member();
        int high = low;
        if (peek('-')) {
            at++;
            high = member();
        }
        if (high < low) {
            throw new IllegalArgumentException("the range in [...] ends before it begins");
        }
        return new Range(low, high);
    }

    private int member() {
        int c = next();
        if (c == '-' || c == ']') {
            throw new IllegalArgumentException("'-' and ']' inside [...] need a backslash before them");
        }
        return c == '\\' ? next() : c;
    }

    private void literal(int c) {
        steps.add(GlobStep.one(found -> found == c));
    }

    private boolean peek(char c) {
        return at < glob.length() && glob.charAt(at) == c;
    }

    private int next() {
        if (at == glob.length()) {
            throw new IllegalArgumentException("it ends within [...] or after a backslash");
        }
        int c = glob.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }
}
