package io.jenkins.plugins.flaskbbswarm.jenkins.library;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.libs.LibraryRetriever;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies the library's files out of the plugin: {@code vars} and {@code resources}, as they stand in the repository. */
public final class BundledFiles extends LibraryRetriever {
    @Override
    public void retrieve(
            String name, String version, boolean changelog, FilePath target, Run<?, ?> run, TaskListener listener)
            throws Exception {
        copyTo(target);
    }

    @Override
    public void retrieve(String name, String version, FilePath target, Run<?, ?> run, TaskListener listener)
            throws Exception {
        copyTo(target);
    }

    private static void copyTo(FilePath target) throws Exception {
        Path plugin = Path.of(BundledFiles.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(plugin)) {
            copy(plugin.resolve(root()), target);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(plugin)) {
            copy(jar.getPath(root()), target);
        }
    }

    private static String root() {
        return BundledFiles.class.getPackageName().replace('.', '/');
    }

    private static void copy(Path root, FilePath target) throws IOException, InterruptedException {
        for (String folder : List.of("vars", "resources")) {
            for (Path file : files(root.resolve(folder))) {
                try (InputStream in = Files.newInputStream(file)) {
                    target.child(root.relativize(file).toString()).copyFrom(in);
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
