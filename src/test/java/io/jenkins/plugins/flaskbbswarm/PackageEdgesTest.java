package io.jenkins.plugins.flaskbbswarm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

/** The package map of {@code docs/architecture.md}: a package depends only on those in its row. */
class PackageEdgesTest {
    private static final String BASE = "io.jenkins.plugins.flaskbbswarm";
    private static final Path SOURCES = Path.of("src/main/java", BASE.split("\\."));
    private static final Pattern MENTION = Pattern.compile(Pattern.quote(BASE) + "\\.([a-z]+(?:\\.[a-z]+)*)");

    /** Those that know least come first. */
    private static final List<Row> MAP = List.of(
            row("stack"),
            row("text"),
            row("event", "text"),
            row("yaml"),
            row("report", "event"),
            row("http"),
            row("engine", "text", "http"),
            row("images", "text", "http", "engine", "stack", "event"),
            row("compose", "text", "yaml", "stack"),
            row("spec", "compose", "yaml", "stack"),
            row("plan", "text", "spec", "stack"),
            row("rollout", "text", "plan", "spec", "http", "engine", "stack", "event"),
            row("deploy", "text", "rollout", "plan", "spec", "compose", "yaml", "images", "engine", "stack", "event"),
            row(
                    "preview", "text", "deploy", "rollout", "plan", "spec", "compose", "yaml", "images", "engine",
                    "stack", "event"),
            row(
                    "cli", "text", "report", "preview", "deploy", "rollout", "plan", "spec", "compose", "yaml",
                    "images", "engine", "stack", "event"),
            row("jenkins"),
            row("jenkins.library"),
            row("jenkins.forms", "rollout", "engine", "stack"),
            row("jenkins.credentials", "text", "jenkins.forms", "deploy", "engine", "stack"),
            row(
                    "jenkins.targets",
                    "text",
                    "jenkins.credentials",
                    "jenkins.forms",
                    "rollout",
                    "engine",
                    "stack",
                    "event"),
            row("jenkins.agent", "text", "preview", "deploy", "rollout", "compose", "images", "engine", "event"),
            row(
                    "jenkins.operations",
                    "jenkins.agent",
                    "jenkins.credentials",
                    "deploy",
                    "rollout",
                    "plan",
                    "stack",
                    "event"),
            row(
                    "jenkins.runs",
                    "text",
                    "jenkins.agent",
                    "jenkins.targets",
                    "jenkins.credentials",
                    "deploy",
                    "report",
                    "event"),
            row("jenkins.page", "jenkins.runs", "report", "event"),
            row(
                    "jenkins.steps",
                    "jenkins.runs",
                    "jenkins.operations",
                    "jenkins.agent",
                    "jenkins.targets",
                    "jenkins.credentials",
                    "jenkins.forms",
                    "yaml",
                    "rollout"),
            row(
                    "jenkins.previews",
                    "text",
                    "jenkins.steps",
                    "jenkins.runs",
                    "jenkins.operations",
                    "jenkins.agent",
                    "jenkins.targets",
                    "jenkins.credentials",
                    "jenkins.forms",
                    "preview",
                    "deploy",
                    "stack",
                    "event"));

    /** A package, and all others that it may know. */
    private record Row(String name, Set<String> others) {}

    private static Row row(String name, String... others) {
        return new Row(name, Set.of(others));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void knowsOnlyWhatLiesBelow(String name) throws IOException {
        assertThat(MAP).extracting(Row::name).contains(name);
        Set<String> mayKnow = MAP.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow()
                .others();
        assertThat(mayKnow).containsAll(mentionedBy(name));
    }

    @Test
    void noneKnowsItselfThroughOthers() {
        Set<String> below = new HashSet<>();
        for (Row row : MAP) {
            assertThat(below).as("below %s", row.name()).containsAll(row.others());
            assertThat(below.add(row.name()))
                    .as("%s stands here once", row.name())
                    .isTrue();
        }
    }

    static List<String> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> mentionedBy(String name) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve(name.replace('.', '/')))) {
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
            throw new UncheckedIOException(e);
        }
    }
}
