package io.jenkins.plugins.flaskbbswarm.parity;

import io.jenkins.plugins.flaskbbswarm.cli.AllStacks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same files give the same bytes: {@code stack requests} and {@code stack config} over the parity stacks, by the
 * packaged jar in two processes that have nothing else in common: not the language, the time zone, the encoding, nor
 * the order in which hash tables are walked.
 */
class SameBytesIT {
    private static final Path FILES = Path.of("src/test/resources/parity");

    @TempDir
    private Path results;

    @Test
    void whateverTheSurroundings() throws IOException, InterruptedException {
        Path here = run("here", Map.of("LANG", "C.UTF-8", "TZ", "UTC"), List.of("-Duser.language=en"));
        Path there = run(
                "there",
                Map.of("LANG", "C", "LC_ALL", "C", "TZ", "Pacific/Kiritimati"),
                List.of(
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2",
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=ISO-8859-9"));
        assertThat(here).hasSameBinaryContentAs(there);
        assertThat(Files.size(here)).isGreaterThan(100_000);
    }

    private Path run(String name, Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        Path output = results.resolve(name);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", "target/flaskbb-swarm.jar:target/test-classes", AllStacks.class.getName()));
        stacks().forEach(file -> command.add(file.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(Reference.VARIABLES);
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return output;
    }

    private static List<Path> stacks() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }
}
