package io.jenkins.plugins.flaskbbswarm.hpi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Classes by name. */
final class ClassFiles {
    private final Map<String, ClassFile> classes = new TreeMap<>();

    static ClassFiles of(Map<String, byte[]> entries) {
        ClassFiles files = new ClassFiles();
        entries.forEach((name, bytes) -> {
            if (name.endsWith(".class") && !name.endsWith("-info.class") && !name.startsWith("META-INF/")) {
                ClassFile file = new ClassFile(bytes);
                files.classes.put(file.name(), file);
            }
        });
        return files;
    }

    /** The files of a zip by path, without folders. */
    static Map<String, byte[]> zip(byte[] bytes) {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These and others. */
    ClassFiles and(ClassFiles others) {
        ClassFiles files = new ClassFiles();
        files.classes.putAll(classes);
        files.classes.putAll(others.classes);
        return files;
    }

    Stream<ClassFile> all() {
        return classes.values().stream();
    }

    Optional<ClassFile> find(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    /** A class and those above it, as far as they are here. */
    Stream<ClassFile> withParents(String name) {
        return find(name).stream()
                .flatMap(file ->
                        Stream.concat(Stream.of(file), file.parents().stream().flatMap(this::withParents)));
    }

    boolean extendsOneOf(ClassFile file, java.util.Set<String> names) {
        return withParents(file.name())
                .anyMatch(parent -> names.contains(parent.name())
                        || parent.parents().stream().anyMatch(names::contains));
    }
}
