package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The journals that somebody in this process writes to, so that a page can tell a running release from a dead one. */
public final class OpenJournals {
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private OpenJournals() {}

    /** Whether a journal is written to now, be it after the end of its build. */
    public static boolean has(Path file) {
        return OPEN.contains(file.toAbsolutePath());
    }

    static void add(Path file) {
        OPEN.add(file.toAbsolutePath());
    }

    static void remove(Path file) {
        OPEN.remove(file.toAbsolutePath());
    }
}
