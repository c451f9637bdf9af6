package io.jenkins.plugins.flaskbbswarm;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

/** The package map of the README, held to: a package knows only those that stand beside its name here. */
class PackageEdgesTest {
    private static final String BASE = "io.jenkins.plugins.flaskbbswarm";
    private static final Path SOURCES = Path.of("src/main/java", BASE.split("\\."));
    private static final Pattern MENTION = Pattern.compile(Pattern.quote(BASE) + "\\.([a-z]+)");

    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("stack", Set.of()),
            Map.entry("event", Set.of()),
            Map.entry("yaml", Set.of()),
            Map.entry("report", Set.of("event")),
            Map.entry("engine", Set.of()),
            Map.entry("images", Set.of("engine", "stack", "event")),
            Map.entry("compose", Set.of("yaml", "stack")),
            Map.entry("spec", Set.of("compose", "yaml", "stack")),
            Map.entry("plan", Set.of("spec", "stack")),
            Map.entry("rollout", Set.of("plan", "spec", "engine", "stack", "event")),
            Map.entry(
                    "deploy",
                    Set.of("rollout", "plan", "spec", "compose", "yaml", "images", "engine", "stack", "event")),
            Map.entry(
                    "preview",
                    Set.of(
                            "deploy", "rollout", "plan", "spec", "compose", "yaml", "images", "engine", "stack",
                            "event")),
            Map.entry(
                    "jenkins",
                    Set.of(
                            "report", "preview", "deploy", "rollout", "plan", "spec", "compose", "yaml", "images",
                            "engine", "stack", "event")),
            Map.entry(
                    "cli",
                    Set.of(
                            "report", "preview", "deploy", "rollout", "plan", "spec", "compose", "yaml", "images",
                            "engine", "stack", "event")));

    @ParameterizedTest
    @MethodSource("packages")
    void knowsOnlyWhatLiesBelow(String name) throws IOException {
        assertThat(MAY_KNOW).containsKey(name);
        assertThat(MAY_KNOW.get(name)).containsAll(mentionedBy(name));
    }

    static Stream<String> packages() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Set<String> mentionedBy(String name) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(name))) {
            Set<String> mentioned = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> MENTION.matcher(read(file)).results())
                    .map(match -> match.group(1))
                    .collect(toCollection(TreeSet::new));
            mentioned.remove(name);
            return mentioned;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
