package io.jenkins.plugins.flaskbbswarm.yaml;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads YAML files into located trees. */
public final class YamlReader {
    /** The longest file that is read, in bytes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_DEPTH = 100;
    private static final int MOST_DIRECTIVES = 20;
    private static final Pattern UNREAD_OR_DIRECTIVE = Pattern.compile("\\s*(?:#.*)?|%.*");
    private static final Pattern KNOWN_DIRECTIVE = Pattern.compile("%(?:YAML\\s+1\\.1|TAG\\s.*)\\s*(?:#.*)?");

    private final String file;
    private final Problems problems;
    private final Map<YamlNode, String> tags = new IdentityHashMap<>();

    private YamlReader(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a file that holds one mapping. Refused, with a problem each: more than {@link #MAX_BYTES}, other encodings
     * than UTF-8 and UTF-16 with a byte order mark, duplicate keys, anchors that contain themselves, aliases that expand
     * without measure, too deep nesting, and whatever is not YAML. Of several documents the first is read and the others
     * are warned about, as docker CLI 28 reads them.
     *
     * @param file the file's name for messages
     * @return empty if an error was noted that leaves nothing to read
     */
    public static Optional<YamlMap> readMap(String file, byte[] content, Problems problems) {
        return readDocument(file, content, problems).map(YamlDocument::root);
    }

    /** Like {@link #readMap}, with the tags of the file's nodes. */
    public static Optional<YamlDocument> readDocument(String file, byte[] content, Problems problems) {
        YamlReader reader = new YamlReader(file, problems);
        return YamlText.decode(file, content, MAX_BYTES, problems)
                .flatMap(reader::compose)
                .flatMap(reader::onlyMap)
                .map(map -> new YamlDocument(map, reader.tags));
    }

    private Optional<YamlNode> compose(String text) {
        warnOfDirectives(text);
        try {
            return Optional.of(compose(new GoScalars(text)));
        } catch (MarkedYAMLException e) {
            problems.error(location(e.getProblemMark()), "", "this is not YAML: " + problem(e), hint(e));
        } catch (TooLargeException e) {
            problems.error(e.location(), "", e.getMessage(), e.remedy());
        } catch (YAMLException e) {
            problems.error(start(), "", "this is not YAML that can be read: " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    private YamlNode compose(GoScalars scalars) {
        Composer composer = composer(scalars.text());
        try {
            if (!composer.checkNode()) {
                return YamlScalar.nothing(start());
            }
            Node first = composer.getNode();
            scalars.check(first);
            warnOfMoreDocuments(composer);
            return new TreeBuilder(file, problems, tags).build(first);
        } catch (MarkedYAMLException e) {
            if (scalars.mend(e)) {
                return compose(scalars);
            }
            throw scalars.told(e);
        }
    }

    private static Composer composer(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(MAX_BYTES);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE); // Measure counts what they expand to
        return new Composer(new ParserImpl(SeparatingTabs.of(text), options), new ScalarResolver.Untagged(), options);
    }

    /** Directives stand before the first document; docker CLI 28 knows two, and one version of the first. */
    private void warnOfDirectives(String text) {
        String[] lines = text.split("\\R", MOST_DIRECTIVES);
        for (int i = 0;
                i < lines.length - 1 && UNREAD_OR_DIRECTIVE.matcher(lines[i]).matches();
                i++) {
            if (lines[i].startsWith("%") && !KNOWN_DIRECTIVE.matcher(lines[i]).matches()) {
                problems.warning(
                        new Location(file, i + 1, 1),
                        "",
                        "docker stack deploy refuses files with the directive '" + YamlScalar.shortened(lines[i]) + "'",
                        "remove the line");
            }
        }
    }

    private void warnOfMoreDocuments(Composer composer) {
        Location second = start();
        try {
            if (!composer.checkNode()) {
                return;
            }
            second = location(composer.getNode().getStartMark());
        } catch (YAMLException e) {
            // The rest is not even YAML; nobody reads it.
        }
        problems.warning(
                second,
                "",
                "only the first YAML document of a file is read, and another begins here",
                "keep one document per file");
    }

    private Optional<YamlMap> onlyMap(YamlNode node) {
        if (node instanceof YamlMap map) {
            return Optional.of(map);
        }
        if (node instanceof YamlScalar scalar && scalar.isNull()) {
            problems.error(start(), "", "the file is empty", "write at least one field");
        } else {
            problems.error(node.location(), "", "the file must hold a mapping, not " + node.describe(), "");
        }
        return Optional.empty();
    }

    /** The library's words for a TAB have its advice in them. */
    private static String problem(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        return problem.contains("(TAB)") ? "a TAB indents nothing and begins nothing" : problem;
    }

    private static String hint(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        return problem.contains("TAB") || problem.contains("\\t")
                ? "a TAB may only stand between two words of a line; indent with spaces"
                : "";
    }

    private Location location(Mark mark) {
        return mark == null ? start() : new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Location start() {
        return new Location(file, 1, 1);
    }
}
