package io.jenkins.plugins.flaskbbswarm.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The stack files below {@code src/test/resources/parity}: {@code x.yml} stands alone, {@code x.1.yml x.2.yml …} are
 * merged. A file whose first line is {@code # docker CLI N} needs a CLI of that major version.
 */
final class Corpus {
    private static final Path FILES = Path.of("src/test/resources/parity").toAbsolutePath();

    private Corpus() {}

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
}
