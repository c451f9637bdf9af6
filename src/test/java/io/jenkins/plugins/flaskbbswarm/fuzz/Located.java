package io.jenkins.plugins.flaskbbswarm.fuzz;

import io.jenkins.plugins.flaskbbswarm.yaml.Problem;
import io.jenkins.plugins.flaskbbswarm.yaml.Severity;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What may be asked of a refusal: an error, and for each problem a place in the file that was read. */
final class Located {
    private Located() {}

    static void check(List<Problem> problems, String file, byte[] content) {
        if (problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR)) {
            throw new AssertionError("refused without an error: " + problems);
        }
        long lines = 1
                + new String(content, StandardCharsets.UTF_8)
                        .chars()
                        .filter(Located::breaksLine)
                        .count();
        for (Problem problem : problems) {
            check(problem, file, lines);
        }
    }

    /** YAML knows more line breaks than most editors do. */
    private static boolean breaksLine(int c) {
        return "\n\r\u0085\u2028\u2029".indexOf(c) >= 0;
    }

    private static void check(Problem problem, String file, long lines) {
        var location = problem.location();
        boolean inside = location.line() >= 1 && location.line() <= lines && location.column() >= 1;
        if (location.file().equals(file) && !inside) {
            throw new AssertionError("not a place in a file of " + lines + " lines: " + problem);
        }
        if (problem.message().isBlank()) {
            throw new AssertionError("says nothing: " + problem);
        }
    }
}
