package io.jenkins.plugins.flaskbbswarm.docs;

import io.jenkins.plugins.flaskbbswarm.stack.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages: short, linked, and naming only what there is. */
class DocsTest {
    private static final Path README = Path.of("README.md");
    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/flaskbbswarm");
    private static final Pattern TEST = Pattern.compile("(?<!@)\\b[A-Z]\\w*[a-z]\\w*(?:Test|IT)\\b");
    private static final Pattern METHOD = Pattern.compile("\\[`([a-z]\\w+)`\\](?!\\()");
    private static final Pattern LAB = Pattern.compile("src/lab/lab ([a-z-]+)");

    static List<Page> pages() {
        return Page.all();
    }

    @Test
    void theReadmeIsShort() {
        assertThat(Page.at(README).text().lines()).hasSizeLessThanOrEqualTo(120);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Page page) {
        for (String link : page.links()) {
            if (link.contains("://")) {
                continue;
            }
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page.path() : beside(page, parts[0]);
            assertThat(target).as(link).exists();
            if (parts.length == 2) {
                assertThat(Page.at(target).anchors()).as(link).contains(parts[1]);
            }
        }
    }

    private static Path beside(Page page, String link) {
        return page.path().resolveSibling(link).normalize();
    }

    @Test
    void eachPageIsReachedFromTheReadme() {
        Set<Path> reached = new TreeSet<>(Set.of(README));
        Deque<Path> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Page page = Page.at(open.pop());
            page.links().stream()
                    .map(link -> link.replaceFirst("#.*", ""))
                    .filter(link -> link.endsWith(".md") && !link.contains("://"))
                    .map(link -> beside(page, link))
                    .filter(reached::add)
                    .forEach(open::add);
        }
        assertThat(reached).containsAll(pages().stream().map(Page::path).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void testsThatAreNamedExist(Page page) throws IOException {
        List<Path> sources = sources(Path.of("src/test/java"));
        Set<String> classes = sources.stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        assertThat(classes).containsAll(found(TEST, 0, page.text()));
        Set<String> methods = found(METHOD, 1, page.text());
        if (!methods.isEmpty()) {
            StringBuilder all = new StringBuilder();
            for (Path source : sources) {
                all.append(Files.readString(source));
            }
            assertThat(methods).allSatisfy(method -> assertThat(all).contains("void " + method + "("));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theLabKnowsTheCommands(Page page) throws IOException {
        String lab = Files.readString(Path.of("src/lab/lab"));
        Set<String> known = found(Pattern.compile("(?m)^  ([a-z-]+)(?: \\[NAME\\])?$|^  ([a-z-]+)  "), 0, lab).stream()
                .map(line -> line.strip().split(" ")[0])
                .collect(Collectors.toSet());
        assertThat(known).containsAll(found(LAB, 1, page.text()));
    }

    @Test
    void theMapShowsEachPackage() throws IOException {
        String map = Page.of("architecture.md").section("Packages");
        Set<String> packages = sources(SOURCES).stream()
                .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found(Pattern.compile("(?m)^ *([a-z.]+) {2,}\\S"), 1, map)).isEqualTo(packages);
    }

    @Test
    void eachLabelIsListed() {
        List<String> labels = Page.of("compatibility.md").firstCells("Labels").stream()
                .flatMap(cell -> Stream.of(cell.split(", ")))
                .map(label -> label.replace("*", ""))
                .toList();
        Set<String> known = Arrays.stream(Labels.class.getFields())
                .map(DocsTest::value)
                .map(label -> label.replaceFirst("^io\\.jenkins\\.flaskbb-swarm\\.", ""))
                .collect(Collectors.toSet());
        assertThat(labels).containsAll(known).doesNotHaveDuplicates();
    }

    private static String value(java.lang.reflect.Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Set<String> found(Pattern pattern, int group, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
