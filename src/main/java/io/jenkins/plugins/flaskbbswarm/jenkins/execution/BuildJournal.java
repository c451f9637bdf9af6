package io.jenkins.plugins.flaskbbswarm.jenkins.execution;

import io.jenkins.plugins.flaskbbswarm.event.Event;
import io.jenkins.plugins.flaskbbswarm.report.Journal;
import io.jenkins.plugins.flaskbbswarm.report.ReleaseReport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The journal of a release among the build's files, {@code flaskbb-swarm/1.jsonl}; the build page is drawn from it. */
final class BuildJournal {
    private final Path file;

    private BuildJournal(Path file) {
        this.file = file;
    }

    /** Begins the next journal of a build, which is nobody else's. */
    static BuildJournal begin(Path build, String stack, String by) {
        try {
            Path folder = Files.createDirectories(build.resolve(Journal.FOLDER));
            BuildJournal journal = new BuildJournal(create(folder));
            OpenJournals.add(journal.file);
            journal.add(Journal.begin(new ReleaseReport.Head(stack, by, Instant.now())));
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Several steps of a build may begin at once, so the number is taken by making the file. */
    private static Path create(Path folder) throws IOException {
        for (long number = count(folder) + 1; ; number++) {
            try {
                return Files.createFile(folder.resolve(number + ".jsonl"));
            } catch (FileAlreadyExistsException e) {
                // The number is another step's.
            }
        }
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** One that was begun before, by its name. */
    static BuildJournal named(Path build, String name) {
        return new BuildJournal(build.resolve(Journal.FOLDER).resolve(name));
    }

    String name() {
        return file.getFileName().toString();
    }

    /** Whoever kept it died, unless it has an end. What follows is told in another one. */
    void interrupted() {
        endIfOpen(report -> report.interrupted().end().orElseThrow());
    }

    /** Nobody goes on with it: it failed, unless it has an end. */
    void failed(String message) {
        endIfOpen(report -> new ReleaseReport.End(
                Instant.now(), ReleaseReport.Outcome.FAILED, 0, message, Optional.empty(), false));
    }

    private void endIfOpen(Function<ReleaseReport, ReleaseReport.End> end) {
        OpenJournals.remove(file);
        try (Stream<String> lines = Files.lines(file)) {
            ReleaseReport report = Journal.read(lines);
            if (report.end().isEmpty()) {
                add(Journal.end(end.apply(report)));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            // A journal that cannot be read is not shown.
        }
    }

    void event(Instant at, Event event) {
        add(Journal.event(at, event));
    }

    /** It ended well. */
    void end(Map<String, Object> result) {
        boolean changed = Boolean.TRUE.equals(result.get("changed"));
        end(
                changed ? ReleaseReport.Outcome.SUCCEEDED : ReleaseReport.Outcome.UNCHANGED,
                result.get("release") instanceof Integer release ? release : 0,
                "",
                Optional.ofNullable(result.get("address")).map(Object::toString),
                true);
    }

    /** It failed, or was interrupted. */
    void end(boolean interrupted, String message, boolean restored) {
        ReleaseReport.Outcome outcome = interrupted ? ReleaseReport.Outcome.ABORTED : ReleaseReport.Outcome.FAILED;
        end(outcome, 0, message, Optional.empty(), restored);
    }

    private void end(
            ReleaseReport.Outcome outcome, int release, String message, Optional<String> address, boolean restored) {
        OpenJournals.remove(file);
        add(Journal.end(new ReleaseReport.End(Instant.now(), outcome, release, message, address, restored)));
    }

    private void add(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
