package io.jenkins.plugins.flaskbbswarm.images;

import java.util.regex.Pattern;

/**
 * A path pattern as {@code .dockerignore} has them: Go's {@code filepath.Match} ({@code *}, {@code ?}, {@code [a-c]},
 * {@code [^a]}, {@code \}) plus {@code **} for any number of directories (as moby/patternmatcher 0.6).
 */
final class PathGlob {
    private static final String SPECIAL = "*?[]\\";

    private final String glob;
    private final Pattern regex;
    private final String literalStart;

    private PathGlob(String glob, Pattern regex) {
        this.glob = glob;
        this.regex = regex;
        this.literalStart = glob.substring(0, firstSpecial(glob));
    }

    /**
     * Compiles a cleaned pattern: no leading or trailing slash, no {@code .} or {@code ..} in it.
     *
     * @throws IllegalArgumentException if Docker would refuse it; the message says what is wrong
     */
    static PathGlob compile(String glob) {
        return new PathGlob(glob, Pattern.compile(new Translation(glob).regex(), Pattern.DOTALL));
    }

    /** Whether this very path matches; what a match means for things below it is not decided here. */
    boolean matches(String path) {
        return regex.matcher(path).matches();
    }

    /** False only if nothing below the directory can match: then nobody needs to look there. */
    boolean mayMatchBelow(String directory) {
        String below = directory + "/";
        boolean literal = literalStart.length() == glob.length();
        return literalStart.startsWith(below) || !literal && below.startsWith(literalStart);
    }

    private static int firstSpecial(String text) {
        int at = 0;
        while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Reads the pattern once from left to right and writes the regular expression that means the same. */
    private static final class Translation {
        private final String glob;
        private final StringBuilder regex = new StringBuilder();
        private int at;

        Translation(String glob) {
            this.glob = glob;
        }

        String regex() {
            while (at < glob.length()) {
                int c = next();
                switch (c) {
                    case '*' -> star();
                    case '?' -> regex.append("[^/]");
                    case '[' -> characterClass();
                    case '\\' -> literal(next());
                    default -> literal(c);
                }
            }
            return regex.toString();
        }

        private void star() {
            if (!peek('*')) {
                regex.append("[^/]*");
                return;
            }
            at++;
            // Docker tests "**foo" as a plain suffix, so that it means xfoo too; "**foo*" does not.
            boolean suffix = at == 2 && !peek('/') && firstSpecial(glob.substring(at)) == glob.length() - at;
            if (peek('/')) {
                at++;
            }
            regex.append(suffix || at == glob.length() ? ".*" : "(?:.*/)?");
        }

        private void characterClass() {
            regex.append('[');
            if (peek('^')) {
                at++;
                regex.append('^');
            }
            do {
                range();
            } while (!peek(']'));
            at++;
            regex.append(']');
        }

        private void range() {
            int low = member();
            int high = low;
            if (peek('-')) {
                at++;
                high = member();
            }
            if (high < low) {
                throw new IllegalArgumentException("the range in [...] ends before it begins");
            }
            regex.append(String.format("\\x{%x}-\\x{%x}", low, high));
        }

        private int member() {
            int c = next();
            if (c == '-' || c == ']') {
                throw new IllegalArgumentException("'-' and ']' inside [...] need a backslash before them");
            }
            return c == '\\' ? next() : c;
        }

        private void literal(int c) {
            regex.append(Pattern.quote(Character.toString(c)));
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
}
