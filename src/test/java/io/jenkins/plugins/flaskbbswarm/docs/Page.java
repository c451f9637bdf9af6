package io.jenkins.plugins.flaskbbswarm.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path from the project's folder
 */
public record Page(Path path, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    /**
     * A block of code.
     *
     * @param page on which it stands
     * @param language such as {@code groovy}; empty if none is given
     */
    public record Block(Path page, String language, String code) {
        /** For names of tests. */
        @Override
        public String toString() {
            return page + ": " + code.lines().findFirst().orElse("");
        }
    }

    /** All pages: the root's and {@code docs/}. */
    public static List<Page> all() {
        return Stream.of(Path.of(""), Path.of("docs"))
                .flatMap(Page::in)
                .sorted()
                .map(Page::at)
                .toList();
    }

    private static Stream<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One page by its path. */
    public static Page at(Path path) {
        try {
            return new Page(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One page of {@code docs/}. */
    public static Page of(String name) {
        return at(Path.of("docs", name));
    }

    /** All blocks of code of one language. */
    public static Stream<Block> blocks(String language) {
        return all().stream().flatMap(Page::blocks).filter(block -> block.language()
                .equals(language));
    }

    private Stream<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(
                        path,
                        found.group(2),
                        found.group(3).indent(-found.group(1).length())));
    }

    /** What it links to, as it is written; not in blocks of code. */
    public List<String> links() {
        return LINK.matcher(BLOCK.matcher(text).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The anchors of its headings, as GitHub names them. */
    Set<String> anchors() {
        return HEADING.matcher(BLOCK.matcher(text).replaceAll(""))
                .results()
                .map(found -> anchor(found.group(1)))
                .collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** The text below a heading, up to the next one of any level. */
    public String section(String heading) {
        return text.lines()
                .dropWhile(Predicate.not(("## " + heading)::equals))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    /** The first cells of the rows of a section's tables, without marks of code and without their headings. */
    public List<String> firstCells(String heading) {
        List<String> cells = new ArrayList<>();
        for (String line : section(heading).lines().toList()) {
            if (line.startsWith("|---")) {
                cells.remove(cells.size() - 1);
            } else if (line.startsWith("| ")) {
                cells.add(line.split(" \\|", 2)[0].substring(1).strip().replace("`", ""));
            }
        }
        return cells;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
