package io.jenkins.plugins.flaskbbswarm.realjenkins;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.flaskbbswarm.jenkins.agent.Operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** Classes of the plugin, changed as somebody may change them who has an agent, in a jar for {@code -javaagent}. */
final class Lies {
    private final Path folder;
    private final List<Path> sources = new ArrayList<>();

    Lies(Path folder) {
        this.folder = folder;
    }

    /** @param source below the plugin's package */
    Lies change(String source, String text, String lie) throws IOException {
        String name = "io/jenkins/plugins/flaskbbswarm/" + source;
        String before = Files.readString(Path.of("src/main/java", name));
        assertThat(before).contains(text);
        Path changed = folder.resolve("src").resolve(name);
        Files.createDirectories(changed.getParent());
        sources.add(Files.writeString(changed, before.replace(text, lie)));
        return this;
    }

    Path jar() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "--release", "17", "-parameters", "-d", classes.toString(), "-cp", classPath()));
        sources.forEach(source -> arguments.add(source.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ExchangedClasses.class.getName());
        Path jar = folder.resolve("lies.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> all = Files.walk(classes)) {
            String exchange = ExchangedClasses.class.getName().replace('.', '/') + ".class";
            try (InputStream program = ExchangedClasses.class.getResourceAsStream("/" + exchange)) {
                add(entries, exchange, program.readAllBytes());
            }
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                add(entries, "lies/" + classes.relativize(file), Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static void add(JarOutputStream entries, String name, byte[] content) throws IOException {
        entries.putNextEntry(new ZipEntry(name));
        entries.write(content);
    }

    private static String classPath() {
        return Stream.of(Operation.class, ObjectMapper.class, JsonParser.class, JsonIgnoreProperties.class)
                .map(Lies::placeOf)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
