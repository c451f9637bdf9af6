package io.jenkins.plugins.flaskbbswarm.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For each stack file below {@code src/test/resources/parity}, the real docker CLI deploys to a recording engine and so
 * do we: what is sent must be equal. {@code x.yml} goes alone, {@code x.1.yml x.2.yml …} are merged. A file whose first
 * line is {@code # docker CLI N} needs a CLI of that major version.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityTest {
    private static final Path FILES = Path.of("src/test/resources/parity").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Reference reference;
    private int stacks;
    private int files;
    private int services;
    private int differences;
    private int leftOut;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        reference = Reference.start();
    }

    @AfterAll
    void report() {
        if (reference != null) {
            reference.close();
            System.out.printf(
                    "Parity: docker CLI %s, %d stacks of %d files, %d services, %d differences%s%n",
                    reference.cli().version(),
                    stacks,
                    files,
                    services,
                    differences,
                    leftOut == 0 ? "" : ", " + leftOut + " left out: they need a newer CLI");
        }
    }

    static Stream<Case> cases() throws IOException {
        Map<String, List<Path>> byName = new TreeMap<>();
        try (Stream<Path> all = Files.list(FILES)) {
            all.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .forEach(file -> byName.merge(
                            file.getFileName().toString().replaceFirst("(?:\\.[0-9])?\\.yml$", ""),
                            List.of(file),
                            (before, next) -> Stream.concat(before.stream(), next.stream())
                                    .toList()));
        }
        return byName.entrySet().stream().map(entry -> new Case(entry.getKey(), entry.getValue()));
    }

    /** One stack. */
    record Case(String name, List<Path> files) {
        int neededMajor() throws IOException {
            String first = Files.readAllLines(files.get(0)).get(0);
            return first.startsWith("# docker CLI ")
                    ? Integer.parseInt(first.substring(13).strip())
                    : 20;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void sendsWhatTheReferenceSends(Case stack) throws IOException, InterruptedException {
        if (reference.cli().major() < stack.neededMajor()) {
            leftOut++;
            Assumptions.abort("NOT RUN: needs docker CLI " + stack.neededMajor() + ", and this is "
                    + reference.cli().version());
        }
        Map<String, JsonNode> theirs = Ours.comparable(reference.requests(stack.files(), "app"));
        Map<String, JsonNode> ours = Ours.requests(stack.files(), "app");
        stacks++;
        files += stack.files().size();
        services += (int) theirs.keySet().stream()
                .filter(name -> name.startsWith("services "))
                .count();
        if (!pretty(ours).equals(pretty(theirs))) {
            differences++;
        }
        assertThat(pretty(ours)).isEqualTo(pretty(theirs));
    }

    private static String pretty(Map<String, JsonNode> requests) throws IOException {
        Object plain = JSON.treeToValue(JSON.valueToTree(requests), Object.class);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(plain);
    }
}
