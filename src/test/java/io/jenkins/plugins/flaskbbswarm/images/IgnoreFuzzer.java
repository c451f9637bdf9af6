package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.fuzz.Budget;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Any bytes as a {@code .dockerignore}: rules that agree with each other, or an error that names the line. */
public final class IgnoreFuzzer {
    private static final String NAME = ".dockerignore";
    private static final String LONG = "a/ab".repeat(20);

    private IgnoreFuzzer() {}

    /** The entry that the fuzzer looks for. */
    public static void fuzzerTestOneInput(byte[] input) {
        Budget.within(() -> check(new String(input, StandardCharsets.UTF_8)));
    }

    private static void check(String text) {
        IgnoreRules rules;
        try {
            rules = IgnoreRules.parse(NAME, text);
        } catch (ImageException e) {
            if (!e.getMessage().matches("(?s)\\.dockerignore:[1-9][0-9]*: .*")) {
                throw new AssertionError("names no line: " + e.getMessage(), e);
            }
            return;
        }
        paths(text).forEach(path -> check(rules, path));
    }

    /** Some paths that occur in any context, and some that the rules speak of. */
    private static Stream<String> paths(String text) {
        Stream<String> named = text.lines()
                .limit(10)
                .map(line -> line.replaceAll("[*?!\\[\\]\\\\]|^/+|/+$", "").strip())
                .filter(line -> !line.isEmpty() && line.length() < 250);
        return Stream.concat(List.of("a", ".git", "src/main/a.java", LONG).stream(), named);
    }

    /** What is left out whole is never looked into, so nothing below it may be wanted. */
    private static void check(IgnoreRules rules, String path) {
        IgnoreRules.Match directory = rules.match(path);
        boolean keptBelow = Stream.of("/a", "/b.c", "/x/y")
                .anyMatch(below -> !rules.match(path + below, directory).ignored());
        if (directory.ignored() && keptBelow && !rules.mayKeepBelow(path)) {
            throw new AssertionError("'" + path + "' would not be searched, and holds something that is kept");
        }
    }
}
