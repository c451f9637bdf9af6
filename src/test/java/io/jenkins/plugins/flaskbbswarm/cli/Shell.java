package io.jenkins.plugins.flaskbbswarm.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A shell in which {@code swarm} is the command line under test, as a process of its own. Its environment is nothing but
 * a PATH and what the test sets; scripts are files in UTF-8, so that the test's own locale does not matter.
 */
final class Shell {
    private final Path directory;
    private final Map<String, String> environment = new TreeMap<>();

    private Shell(Path directory) throws IOException {
        this.directory = directory;
        Path bin = Files.createDirectories(directory.resolve(".bin"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        executable(bin.resolve("swarm"), """
                #!/bin/sh
                exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC $JAVA_FLAGS -cp '%s' %s "$@"
                """.formatted(java, classPath(), Main.class.getName()));
        environment.put("PATH", bin + ":/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", directory.toString());
    }

    /** Runners of tests have the classes on Java's class path or in a class loader of their own. */
    private static String classPath() {
        Stream<String> entries = Main.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(URL::getPath)
                : Stream.of(System.getProperty("java.class.path").split(":"));
        return entries.map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(":"));
    }

    /** Works in {@code directory}, which is also the home directory. */
    static Shell in(Path directory) throws IOException {
        return new Shell(directory);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** How a script ended, and what it printed. */
    record Run(int exit, String out, String err) {
        @Override
        public String toString() {
            return "exit " + exit + "\n" + out + "--- stderr\n" + err;
        }
    }

    /** Runs a script to its end. */
    Run run(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve(".script"), script);
        Path out = directory.resolve(".out");
        Path err = directory.resolve(".err");
        ProcessBuilder builder = new ProcessBuilder("sh", file.toString())
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + script + "\n" + Files.readString(out));
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
