package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.lab.Lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The packaged command line, run as a process of its own with an environment of its own. */
final class Cli {
    private static final Path JAR = Path.of("target/flaskbb-swarm.jar").toAbsolutePath();
    private static final long LONGEST_MINUTES = 20;

    private final Path directory;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> prefix = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private Path jar = JAR;
    private Consumer<Process> onlooker = process -> {};

    private Cli(Path directory) {
        this.directory = directory;
    }

    /** How a command ended, and what it said. */
    record Run(int exit, String out, String err) {
        String said() {
            return out + err;
        }

        String lastLine() {
            List<String> lines = out.lines().toList();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }

        @Override
        public String toString() {
            return "exit " + exit + "\n" + out + "--- stderr\n" + err;
        }
    }

    /** Knows the laboratory's engine, its registry and the password of that; nothing else of our environment. */
    static Cli in(Path directory) {
        return new Cli(directory)
                .with("DOCKER_HOST", Lab.engine())
                .with("LAB_REGISTRY", Lab.variable("LAB_REGISTRY"))
                .with("REGISTRY_PASSWORD", Lab.variable("LAB_REGISTRY_PASSWORD"));
    }

    Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Cli with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    Cli without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Runs another copy of the jar, behind a command such as {@code setpriv}. */
    Cli behind(Path copyOfTheJar, String... command) {
        jar = copyOfTheJar;
        prefix.addAll(List.of(command));
        return this;
    }

    /** Gives the process another place for its temporary files. */
    Cli withTemporaryFilesIn(Path folder) {
        options.add("-Djava.io.tmpdir=" + folder);
        return this;
    }

    /** Shows the running process to somebody, who returns before its output is read to the end. */
    Cli watchedBy(Consumer<Process> watcher) {
        onlooker = watcher;
        return this;
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("cli", ".out");
        Path err = Files.createTempFile("cli", ".err");
        try {
            Process process = start(out, err, arguments);
            onlooker.accept(process);
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("did not end: " + List.of(arguments) + "\n" + Files.readString(out));
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private Process start(Path out, Path err, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Copies a folder with all that is in it. */
    static Path copy(Path folder, Path to) throws IOException {
        try (var files = Files.walk(folder)) {
            files.forEach(
                    file -> copyOne(file, to.resolve(folder.relativize(file).toString())));
        }
        return to;
    }

    private static void copyOne(Path file, Path to) {
        try {
            if (!Files.isDirectory(file)) {
                Files.copy(file, to);
            } else if (!Files.exists(to)) {
                Files.createDirectory(to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
