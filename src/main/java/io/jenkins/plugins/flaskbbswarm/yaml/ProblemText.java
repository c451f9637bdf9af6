package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Problems as text: what refuses a file first, each line marked, and how many of each there are at the end. */
public final class ProblemText {
    private ProblemText() {}

    /** One problem speaks for itself; several have a mark each, and a line that counts them. */
    public static String of(List<Problem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        List<Problem> errors = of(problems, Severity.ERROR);
        List<Problem> warnings = of(problems, Severity.WARNING);
        List<String> lines = new ArrayList<>();
        Stream.concat(errors.stream(), warnings.stream())
                .map(ProblemText::marked)
                .forEach(lines::add);
        lines.add(count(errors.size(), "error") + (warnings.isEmpty() ? "" : ", " + count(warnings.size(), "warning")));
        return String.join("\n", lines);
    }

    /** {@code error: file:line:column: …}. */
    public static String marked(Problem problem) {
        return (problem.severity() == Severity.ERROR ? "error: " : "warning: ") + problem;
    }

    private static List<Problem> of(List<Problem> problems, Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .toList();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
