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
            row("yaml"),
            row("compose.source", "yaml", "stack"),
            row("compose.interpolate", "compose.source", "yaml", "stack"),
            row("text"),
            row("compose.read", "text", "compose.interpolate", "compose.source", "yaml", "stack"),
            row("compose.check", "compose.read", "compose.source", "stack"),
            row("compose.merge", "compose.read", "text", "compose.interpolate", "compose.source", "yaml", "stack"),
            row("compose", "compose.merge", "compose.check", "compose.read", "text", "compose.source", "yaml", "stack"),
            row("compose.print", "compose.read", "compose.source", "yaml", "stack"),
            row("convert", "stack"),
            row("concurrent"),
            row("http"),
            row("engine", "http", "text"),
            row("event", "text"),
            row("images", "event", "engine", "http", "concurrent", "text", "stack"),
            row("plan", "convert", "text", "stack"),
            row("diagnosis", "plan", "images", "engine", "stack"),
            row("release", "plan", "event", "engine", "http", "convert", "text", "stack"),
            row("rollout", "release", "diagnosis", "plan", "event", "engine", "http", "concurrent", "convert", "stack"),
            row("secrets", "text", "yaml", "stack"),
            row(
                    "deploy",
                    "secrets",
                    "rollout",
                    "release",
                    "diagnosis",
                    "plan",
                    "images",
                    "event",
                    "engine",
                    "concurrent",
                    "convert",
                    "compose",
                    "compose.read",
                    "text",
                    "compose.interpolate",
                    "compose.source",
                    "yaml",
                    "stack"),
            row("preview.config", "deploy", "secrets", "images", "compose.read", "text", "yaml", "stack"),
            row(
                    "preview.policy",
                    "preview.config",
                    "deploy",
                    "secrets",
                    "images",
                    "event",
                    "convert",
                    "compose.read",
                    "compose.source",
                    "stack"),
            row(
                    "preview.resources",
                    "preview.policy",
                    "preview.config",
                    "deploy",
                    "secrets",
                    "rollout",
                    "release",
                    "plan",
                    "images",
                    "event",
                    "engine",
                    "convert",
                    "stack"),
            row(
                    "preview.sweep",
                    "preview.resources",
                    "preview.config",
                    "deploy",
                    "rollout",
                    "release",
                    "engine",
                    "concurrent",
                    "stack"),
            row(
                    "preview",
                    "preview.sweep",
                    "preview.resources",
                    "preview.policy",
                    "preview.config",
                    "deploy",
                    "secrets",
                    "rollout",
                    "release",
                    "images",
                    "event",
                    "engine",
                    "convert",
                    "text",
                    "stack"),
            row("report", "event"),
            row(
                    "cli",
                    "report",
                    "preview",
                    "preview.sweep",
                    "preview.resources",
                    "preview.config",
                    "deploy",
                    "rollout",
                    "release",
                    "diagnosis",
                    "plan",
                    "images",
                    "event",
                    "engine",
                    "convert",
                    "compose.print",
                    "compose",
                    "compose.read",
                    "text",
                    "compose.interpolate",
                    "compose.source",
                    "yaml",
                    "stack"),
            row("jenkins"),
            row(
                    "jenkins.agent",
                    "preview",
                    "preview.resources",
                    "deploy",
                    "release",
                    "images",
                    "event",
                    "engine",
                    "text",
                    "compose.source"),
            row("jenkins.forms", "rollout", "engine", "stack"),
            row("jenkins.credentials", "jenkins.forms", "deploy", "secrets", "engine", "text", "stack"),
            row(
                    "jenkins.targets",
                    "jenkins.credentials",
                    "jenkins.forms",
                    "release",
                    "event",
                    "engine",
                    "text",
                    "stack"),
            row(
                    "jenkins.execution",
                    "jenkins.targets",
                    "jenkins.credentials",
                    "jenkins.agent",
                    "report",
                    "deploy",
                    "event",
                    "text"),
            row("jenkins.library"),
            row(
                    "jenkins.operations",
                    "jenkins.credentials",
                    "jenkins.agent",
                    "deploy",
                    "secrets",
                    "release",
                    "diagnosis",
                    "plan",
                    "event",
                    "stack"),
            row("jenkins.page", "jenkins.execution", "report", "event"),
            row(
                    "jenkins.steps",
                    "jenkins.operations",
                    "jenkins.execution",
                    "jenkins.targets",
                    "jenkins.credentials",
                    "jenkins.forms",
                    "jenkins.agent",
                    "rollout",
                    "event",
                    "text",
                    "yaml"),
            row(
                    "jenkins.previews",
                    "jenkins.steps",
                    "jenkins.operations",
                    "jenkins.execution",
                    "jenkins.targets",
                    "jenkins.credentials",
                    "jenkins.forms",
                    "jenkins.agent",
                    "preview",
                    "preview.sweep",
                    "preview.resources",
                    "preview.policy",
                    "preview.config",
                    "deploy",
                    "secrets",
                    "event",
                    "stack"));

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

    /** Whoever reads a simple name knows which class it is. */
    @Test
    void noTwoClassesHaveOneName() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java") && !name.equals("package-info.java")))
                    .doesNotHaveDuplicates();
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
