package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import hudson.model.Run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Lines of a step in the log of its build. A build may end before the step does, as when a {@code timeout} has waited
 * for a minute: then Jenkins has closed the log, and lines are added to its file.
 */
final class BuildLog {
    private final Optional<Run<?, ?>> build;
    private PrintStream place;

    private BuildLog(Optional<Run<?, ?>> build, PrintStream place) {
        this.build = build;
        this.place = place;
    }

    static BuildLog of(Run<?, ?> build, PrintStream place) {
        return new BuildLog(Optional.of(build), place);
    }

    /** Of work that belongs to no build. */
    static BuildLog ofNoBuild(PrintStream place) {
        return new BuildLog(Optional.empty(), place);
    }

    /** Where lines go from now on, for as long as the build runs. */
    void printTo(PrintStream other) {
        place = other;
    }

    void println(String line) {
        Optional<Path> file = build.filter(run -> !run.isBuilding())
                .map(run -> run.getRootDir().toPath().resolve("log"))
                .filter(Files::exists);
        if (file.isEmpty()) {
            place.println(line);
            return;
        }
        try {
            Files.writeString(file.get(), line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            place.println(line);
        }
    }
}
