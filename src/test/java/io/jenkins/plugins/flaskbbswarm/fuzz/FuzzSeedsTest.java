package io.jenkins.plugins.flaskbbswarm.fuzz;

import io.jenkins.plugins.flaskbbswarm.images.IgnoreFuzzer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every seed of the fuzzer, those that once broke something among them, keeps what the fuzzer asks of all input. */
class FuzzSeedsTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @ParameterizedTest
    @MethodSource
    void stacks(Path file) throws IOException {
        StackFuzzer.fuzzerTestOneInput(Files.readAllBytes(file));
    }

    static Stream<Path> stacks() throws IOException {
        return files("parity", "fuzz/stack");
    }

    @ParameterizedTest
    @MethodSource
    void envFiles(Path file) throws IOException {
        EnvFuzzer.fuzzerTestOneInput(Files.readAllBytes(file));
    }

    static Stream<Path> envFiles() throws IOException {
        return files("parity/files", "fuzz/env");
    }

    @ParameterizedTest
    @MethodSource
    void ignoreFiles(Path file) throws IOException {
        IgnoreFuzzer.fuzzerTestOneInput(Files.readAllBytes(file));
    }

    static Stream<Path> ignoreFiles() throws IOException {
        return files("fuzz/ignore");
    }

    private static Stream<Path> files(String... folders) throws IOException {
        List<Path> files = new java.util.ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> listed = Files.list(RESOURCES.resolve(folder))) {
                listed.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files.stream();
    }
}
