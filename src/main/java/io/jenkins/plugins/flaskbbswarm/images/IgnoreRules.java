package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.images.ImageException.Kind;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a {@code .dockerignore} leaves out of a build context. Rules apply in order and the last that matches wins;
 * one that matches a directory holds for all below it, until a later {@code !} rule takes something back (as
 * BuildKit's fsutil does it with moby/patternmatcher).
 */
final class IgnoreRules {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Leaves out nothing. */
    static IgnoreRules none() {
        return new IgnoreRules(List.of());
    }

    /**
     * Reads the text of an ignore file.
     *
     * @param fileName what to call it in an error
     * @throws ImageException if a line is no pattern; the message names file and line
     */
    static IgnoreRules parse(String fileName, String text) {
        List<Rule> rules = new ArrayList<>();
        int number = 0;
        for (String line : text.replaceFirst("^" + BYTE_ORDER_MARK, "").split("\n", -1)) {
            number++;
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            try {
                rules.add(Rule.parse(line.strip()));
            } catch (IllegalArgumentException e) {
                throw new ImageException(
                        Kind.BAD_CONTEXT,
                        "%s:%d: '%s' is not a pattern, since %s; correct or remove the line"
                                .formatted(fileName, number, line.strip(), e.getMessage()));
            }
        }
        return new IgnoreRules(rules);
    }

    /** Judges a path at the top of the context. */
    Match match(String path) {
        return match(path, new Match(false, new BitSet()));
    }

    /**
     * Judges a path of the context.
     *
     * @param path relative to the context, with slashes
     * @param parent the judgement on the directory it is in
     */
    Match match(String path, Match parent) {
        boolean ignored = false;
        BitSet matched = new BitSet();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            // A rule that could not change the outcome is not asked, and so not inherited: Docker's order of tests.
            if (parent.rules.get(i) || rule.exception == ignored && rule.glob.matches(path)) {
                matched.set(i);
                ignored = !rule.exception;
            }
        }
        return new Match(ignored, matched);
    }

    /** Whether an ignored directory must be searched, since a {@code !} rule may take back something below it. */
    boolean mayKeepBelow(String directory) {
        return rules.stream().anyMatch(rule -> rule.exception && rule.glob.mayMatchBelow(directory));
    }

    /** A judgement on one path, and the rules that led to it, which hold below it as well. */
    record Match(boolean ignored, BitSet rules) {}

    private record Rule(PathGlob glob, boolean exception) {
        static Rule parse(String line) {
            boolean exception = line.startsWith("!");
            String pattern = exception ? line.substring(1).strip() : line;
            if (pattern.isEmpty()) {
                throw new IllegalArgumentException("there is nothing after '!'");
            }
            return new Rule(PathGlob.compile(clean(pattern)), exception);
        }

        /** Go's {@code filepath.Clean}, then without the leading slash: all paths begin at the context. */
        private static String clean(String pattern) {
            List<String> parts = new ArrayList<>();
            for (String part : pattern.split("/")) {
                boolean up = part.equals("..");
                if (up && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..")) {
                    parts.remove(parts.size() - 1);
                } else if (up ? !pattern.startsWith("/") : !part.isEmpty() && !part.equals(".")) {
                    parts.add(part);
                }
            }
            return String.join("/", parts);
        }
    }
}
