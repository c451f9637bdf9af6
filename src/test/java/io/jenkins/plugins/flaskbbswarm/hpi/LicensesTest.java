package io.jenkins.plugins.flaskbbswarm.hpi;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What we pass on comes with its licences. */
class LicensesTest {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");
    private static final Pattern HPI_FILE = Pattern.compile("zipfileset file=\"\\$\\{[\\w.]+:([\\w-]+):jar}\"");

    @Test
    void eachDependencyThatTheJarContainsHasItsTexts() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> contained = DEPENDENCY
                .matcher(pom.substring(0, pom.indexOf("</dependencies>")))
                .results()
                .map(found -> found.group(1))
                .filter(dependency -> !dependency.contains("<scope>"))
                .map(dependency -> ARTIFACT.matcher(dependency)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1))
                .toList();

        assertThat(contained).contains("picocli").allSatisfy(name -> assertThat(index())
                .containsKey(name));
    }

    @Test
    void eachTextIsThere() throws IOException {
        for (List<String> files : index().values()) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(text(file))
                    .hasSizeGreaterThan(400));
        }
    }

    @Test
    void thePluginNamesWhatItContains() throws IOException {
        String listed = Files.readString(Path.of("src/main/hpi/licenses.xml"));
        List<String> bundled = HPI_FILE.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(bundled).isNotEmpty();
        assertThat(bundled).allSatisfy(name -> assertThat(listed).contains("artifactId=\"" + name + "\""));
    }

    private static Map<String, List<String>> index() throws IOException {
        Map<String, List<String>> index = new TreeMap<>();
        text("index.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(": "))
                .forEach(line -> index.put(line[0], List.of(line[1].split(", "))));
        return index;
    }

    private static String text(String file) throws IOException {
        try (InputStream text = LicensesTest.class.getResourceAsStream("/META-INF/licenses/" + file)) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
