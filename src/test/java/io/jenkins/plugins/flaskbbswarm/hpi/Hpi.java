package io.jenkins.plugins.flaskbbswarm.hpi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The packaged plugin, and what it was compiled against. */
final class Hpi {
    static final String BASE = "io/jenkins/plugins/flaskbbswarm/";
    static final String PLUGIN = BASE + "jenkins/";

    private static final Path FILE = Path.of("target/flaskbb-swarm.hpi");
    private static final Path SIGNATURES = Path.of("src/jenkins-api/java");
    private static final Path COMPILED = Path.of("target/classes");

    private final Map<String, byte[]> entries = ClassFiles.zip(ClassFiles.read(FILE));
    private final Map<String, byte[]> jar = ClassFiles.zip(entries.get("WEB-INF/lib/flaskbb-swarm.jar"));

    /** The files in the .hpi. */
    Map<String, byte[]> entries() {
        return entries;
    }

    /** The files in the plugin's own jar. */
    Map<String, byte[]> jar() {
        return jar;
    }

    ClassFiles classes() {
        return ClassFiles.of(jar);
    }

    Attributes manifest() {
        return manifest(entries);
    }

    Attributes jarManifest() {
        return manifest(jar);
    }

    private static Attributes manifest(Map<String, byte[]> entries) {
        try {
            return new Manifest(new ByteArrayInputStream(entries.get("META-INF/MANIFEST.MF"))).getMainAttributes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines(String resource) {
        return new String(jar.get(resource), StandardCharsets.UTF_8).lines().toList();
    }

    /** What stands for Jenkins while compiling. */
    static ClassFiles signatures() {
        Map<String, byte[]> compiled = new TreeMap<>();
        try (Stream<Path> sources = Files.walk(SIGNATURES)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                String name = SIGNATURES.relativize(source).toString().replace(".java", "");
                withNested(name)
                        .forEach(file -> compiled.put(COMPILED.relativize(file).toString(), ClassFiles.read(file)));
            }
            return ClassFiles.of(compiled);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> withNested(String name) throws IOException {
        Path file = COMPILED.resolve(name + ".class");
        String simple = file.getFileName().toString().replace(".class", "");
        try (Stream<Path> siblings = Files.list(file.getParent())) {
            return siblings.filter(sibling -> sibling.getFileName().toString().matches(simple + "(\\$.*)?\\.class"))
                    .toList();
        }
    }
}
