package io.jenkins.plugins.flaskbbswarm.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real docker CLI: the one that {@code DOCKER_CLI} names, or the first on the path.
 *
 * @param program the executable
 * @param version such as {@code 28.2.2}
 */
record DockerCli(Path program, String version) {
    private static final Pattern VERSION = Pattern.compile("version ([0-9]+\\.[0-9]+(?:\\.[0-9]+)?)");

    /** What a run printed, and how it ended. */
    record Result(int exit, String output) {}

    static Optional<DockerCli> find() throws IOException, InterruptedException {
        Optional<Path> program =
                Optional.ofNullable(System.getenv("DOCKER_CLI")).map(Path::of).or(DockerCli::onPath);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Result result = run(List.of(program.get().toString(), "--version"), Map.of());
        Matcher match = VERSION.matcher(result.output);
        return match.find() ? Optional.of(new DockerCli(program.get(), match.group(1))) : Optional.empty();
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(directory -> Path.of(directory, "docker"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    int major() {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }

    /** {@code docker stack deploy} to an engine, with exactly these variables. */
    Result deploy(String host, List<Path> files, String stack, Map<String, String> variables)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(program.toString(), "--host", host, "stack", "deploy", "--resolve-image", "never"));
        files.forEach(file -> command.addAll(List.of("--compose-file", file.toString())));
        command.add(stack);
        return run(command, variables);
    }

    private static Result run(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("docker-cli", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(new TreeMap<>(variables));
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no end after a minute: " + command);
            }
            return new Result(process.exitValue(), Files.readString(log));
        } finally {
            Files.delete(log);
        }
    }
}
