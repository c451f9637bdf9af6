package io.jenkins.plugins.flaskbbswarm.jenkins.targets;

import io.jenkins.plugins.flaskbbswarm.jenkins.forms.FormText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folders whose jobs may use a target, those in them included.
 *
 * @param names full names; empty if jobs of every folder may
 */
record TargetFolders(List<String> names) {
    /** No job is in a folder of this name. */
    static final TargetFolders NOBODYS = new TargetFolders(List.of("/"));

    TargetFolders {
        names = List.copyOf(names);
    }

    /**
     * One a line.
     *
     * @throws IllegalArgumentException if a line is no full name of a folder: a mistake must not mean all of them
     */
    static TargetFolders parse(String text) {
        List<String> names = new ArrayList<>();
        for (String line : FormText.lines(text)) {
            String name = line.strip();
            if (!isFullName(name)) {
                throw new IllegalArgumentException("'" + name + "' is not a full folder name;"
                        + " write team or team/site, one a line, or nothing for all folders");
            }
            names.add(name);
        }
        return new TargetFolders(names);
    }

    private static boolean isFullName(String name) {
        return List.of(name.split("/", -1)).stream()
                .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
    }

    /** @param job its full name */
    boolean allow(String job) {
        return names.isEmpty() || holding(job).isPresent();
    }

    /** The narrowest of the folders that a job is in. */
    Optional<String> holding(String job) {
        return names.stream()
                .filter(folder -> job.startsWith(folder + "/"))
                .max((one, other) -> Integer.compare(one.length(), other.length()));
    }

    /** The same after a folder, or one above it, was renamed or moved. */
    TargetFolders moved(String from, String to) {
        return new TargetFolders(names.stream()
                .map(name ->
                        name.equals(from) || name.startsWith(from + "/") ? to + name.substring(from.length()) : name)
                .toList());
    }

    /** As {@link #parse} reads it. */
    String text() {
        return String.join("\n", names);
    }
}
