package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file, so that its author hears of everything at once. Not thread-safe. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Notes a problem for which the file is refused. */
    public void error(Location location, String path, String message, String remedy) {
        found.add(new Problem(Severity.ERROR, location, path, message, remedy));
    }

    /** Notes a problem that the file may have. */
    public void warning(Location location, String path, String message, String remedy) {
        found.add(new Problem(Severity.WARNING, location, path, message, remedy));
    }

    /** Whether any problem refuses the file. */
    public boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    }

    /** Everything noted so far, in that order. */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
