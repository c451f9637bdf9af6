package io.jenkins.plugins.flaskbbswarm.hpi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of a real Jenkins that have the same names as given ones, and those above them. */
final class RealClasses {
    private RealClasses() {}

    static ClassFiles of(Path war, Path plugins, ClassFiles wanted) {
        Set<String> folders = wanted.all()
                .map(file -> file.name().replaceFirst("/[^/]*$", "/"))
                .collect(Collectors.toSet());
        Map<String, byte[]> classes = new TreeMap<>();
        Stream.concat(Stream.of(war), plugins(plugins).stream())
                .flatMap(archive -> ClassFiles.zip(ClassFiles.read(archive)).entrySet().stream())
                .filter(entry -> entry.getKey().startsWith("WEB-INF/lib/")
                        && entry.getKey().endsWith(".jar"))
                .map(entry -> ClassFiles.zip(entry.getValue()))
                .forEach(jar -> jar.forEach((name, bytes) -> {
                    if (folders.contains(name.replaceFirst("[^/]*$", ""))) {
                        classes.putIfAbsent(name, bytes);
                    }
                }));
        return ClassFiles.of(classes);
    }

    private static List<Path> plugins(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(jpi|hpi)"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
