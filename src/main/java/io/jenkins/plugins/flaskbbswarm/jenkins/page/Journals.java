package io.jenkins.plugins.flaskbbswarm.jenkins.page;

import io.jenkins.plugins.flaskbbswarm.jenkins.execution.OpenJournals;
import io.jenkins.plugins.flaskbbswarm.report.Journal;
import io.jenkins.plugins.flaskbbswarm.report.ReleaseReport;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The journals that builds keep in their folders, one for each release. */
final class Journals {
    private static final int NEWEST_BUILDS = 50;

    private Journals() {}

    /** Whether a build has any. */
    static boolean areIn(File build) {
        return Files.isDirectory(build.toPath().resolve(Journal.FOLDER));
    }

    /**
     * The releases of a build, in order. Several may run at once. One that has no end was interrupted if nobody is left
     * to write it: its build is over, and so is all that outlives builds, such as a rollback.
     *
     * @param isBuilding whether the build runs, or is about to be resumed
     */
    static List<ReleaseReport> in(File build, boolean isBuilding) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(build.toPath().resolve(Journal.FOLDER), "*.jsonl")) {
            found.forEach(files::add);
        } catch (IOException e) {
            return List.of();
        }
        files.sort(Comparator.comparingInt(
                (Path file) -> numberOf(file.getFileName().toString())));
        return files.stream()
                .flatMap(file ->
                        read(file).map(report -> isBuilding || OpenJournals.has(file) ? report : report.interrupted()))
                .toList();
    }

    /** The builds of a job that have any, newest first, as far back as anybody looks. */
    static List<File> buildsIn(File builds) {
        File[] folders = builds.listFiles((folder, name) -> name.matches("\\d+"));
        return Stream.of(folders == null ? new File[0] : folders)
                .sorted(Comparator.comparingInt((File folder) -> numberOf(folder.getName()))
                        .reversed())
                .limit(NEWEST_BUILDS)
                .filter(Journals::areIn)
                .toList();
    }

    private static int numberOf(String name) {
        return Integer.parseInt("0" + name.replaceAll("\\D", ""));
    }

    /** A journal that cannot be read hides itself, not the page. */
    private static Stream<ReleaseReport> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return Stream.of(Journal.read(lines));
        } catch (IOException | java.io.UncheckedIOException | IllegalArgumentException e) {
            return Stream.empty();
        }
    }
}
