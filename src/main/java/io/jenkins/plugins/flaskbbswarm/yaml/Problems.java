package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file, so that its author hears of everything at once. Not thread-safe. */
public final class Problems {
    /** Nobody reads on after so many of a kind. */
    private static final int MOST = 1000;

    private final List<Problem> found = new ArrayList<>();
    private int errors;
    private int warnings;

    /** Notes a problem for which the file is refused. */
    public void error(Location location, String path, String message, String remedy) {
        add(new Problem(Severity.ERROR, location, path, message, remedy), errors++);
    }

    /** Notes a problem that the file may have. */
    public void warning(Location location, String path, String message, String remedy) {
        add(new Problem(Severity.WARNING, location, path, message, remedy), warnings++);
    }

    private void add(Problem problem, int before) {
        if (before < MOST) {
            found.add(problem);
        } else if (before == MOST) {
            found.add(new Problem(problem.severity(), problem.location(), "", "there are more of this kind", ""));
        }
    }

    /** Whether further errors are no longer noted. */
    public boolean isFull() {
        return errors > MOST;
    }

    /** Whether any problem refuses the file. */
    public boolean hasErrors() {
        return errors > 0;
    }

    /** How many were found, whether or not they were kept. */
    public int count() {
        return errors + warnings;
    }

    /** Everything noted so far, in that order. */
    public List<Problem> all() {
        return List.copyOf(found);
    }
}
