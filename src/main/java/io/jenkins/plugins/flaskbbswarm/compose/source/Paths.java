package io.jenkins.plugins.flaskbbswarm.compose.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Paths as a stack file writes them, which may be meant for another machine than this one. */
public final class Paths {
    private static final Pattern WINDOWS = Pattern.compile(
            "(?:[a-zA-Z]:|[\\\\/]{2}[^\\\\/.][^\\\\/]*[\\\\/][^\\\\/.][^\\\\/]*)[\\\\/].*", Pattern.DOTALL);

    private Paths() {}

    /** A path of this machine, made absolute and clean if it is relative. */
    public static String absolute(Path directory, String path) {
        return path.startsWith("/") ? path : clean(directory + "/" + path);
    }

    /** As Go's {@code filepath.Join}; by text, since a path of a node need not be one of this machine. */
    public static String clean(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("/")) {
            if (step.equals("..") && !steps.isEmpty()) {
                steps.remove(steps.size() - 1);
            } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
                steps.add(step);
            }
        }
        return "/" + String.join("/", steps);
    }

    /** A path on a node: left alone if it is absolute there, be the node Unix or Windows. */
    public static String onNode(Path directory, String path) {
        return WINDOWS.matcher(path).matches() ? path : absolute(directory, path);
    }

    /** With the home directory in the place of a leading {@code ~}; empty if no variable says where that is. */
    public static Optional<String> withHome(String path, Variables variables) {
        return path.startsWith("~") ? variables.get("HOME").map(home -> home + path.substring(1)) : Optional.of(path);
    }
}
