package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.FormatHistory;
import io.jenkins.plugins.flaskbbswarm.compose.source.FormatVersion;
import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.yaml.Location;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlList;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlMap;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlNode;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * A mapping of a Compose file that is being read. Each field that is asked for is checked for its type and for the
 * version of the format that it needs; {@link #finish} notes the fields that nobody asked for.
 */
public final class Section {
    private final YamlMap map;
    private final String path;
    private final String pattern;
    private final ReadContext reading;
    private final Scalars scalars;
    private final Set<String> known = new HashSet<>();

    /**
     * @param path the mapping's path for messages; empty for the whole file
     * @param pattern the path with {@code *} for names and {@code []} for list items, as tables of fields have it
     */
    public Section(YamlMap map, String path, String pattern, ReadContext reading) {
        this.map = map;
        this.path = path;
        this.pattern = pattern;
        this.reading = reading;
        this.scalars = new Scalars(reading);
    }

    ReadContext reading() {
        return reading;
    }

    Scalars scalars() {
        return scalars;
    }

    boolean has(String name) {
        return map.get(name).isPresent();
    }

    Location location() {
        return map.location();
    }

    Location location(String name) {
        return map.get(name).map(YamlNode::location).orElse(map.location());
    }

    String path() {
        return path;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    String pattern(String name) {
        return pattern.isEmpty() ? name : pattern + "." + name;
    }

    void error(String name, String message, String remedy) {
        reading.error(location(name), path(name), message, remedy);
    }

    void warn(String name, String message, String remedy) {
        reading.warn(location(name), path(name), message, remedy);
    }

    /** A field that may be written without a value; then it counts as absent. */
    public Optional<YamlNode> nullable(String name) {
        known.add(name);
        Optional<YamlNode> node = map.get(name);
        if (node.isPresent()) {
            reading.places().put(path(name), node.get().location());
            checkVersion(name, node.get().location(), FormatHistory.since(pattern(name)));
        }
        return node.filter(value -> !isNull(value));
    }

    /** A field; written without a value it is an oversight that counts as absent. */
    Optional<YamlNode> node(String name) {
        Optional<YamlNode> node = nullable(name);
        if (node.isEmpty() && has(name)) {
            reading.lenient(location(name), path(name), "has no value", "remove the field or give it one");
        }
        return node;
    }

    private void checkVersion(String name, Location location, FormatVersion since) {
        if (reading.version().compareTo(since) < 0) {
            String message =
                    "is known since version " + since + " of the format, and the file says " + reading.version();
            reading.lenient(location, path(name), message, "drop 'version' from the file, or raise it");
        }
    }

    private <T> Optional<T> read(String name, BiFunction<YamlNode, String, Optional<T>> type) {
        return node(name).flatMap(node -> type.apply(node, path(name)));
    }

    /** A text; empty if absent. */
    String text(String name) {
        return read(name, scalars::text).orElse("");
    }

    Optional<Boolean> bool(String name) {
        return read(name, scalars::bool);
    }

    /** Whether a field is there and true. */
    boolean isTrue(String name) {
        return bool(name).orElse(false);
    }

    Optional<Long> integer(String name) {
        return read(name, scalars::integer);
    }

    /** A whole number from 0 on. */
    Optional<Long> count(String name) {
        return read(name, scalars::count);
    }

    Optional<BigDecimal> number(String name) {
        return read(name, (node, where) -> scalars.number(node, where, "a number"));
    }

    /** An amount of memory in bytes, from a text such as {@code 512M}; 0 if absent. */
    long size(String name) {
        Optional<String> text = read(name, scalars::text);
        Optional<Long> size = text.flatMap(Sizes::parse);
        if (text.isPresent() && size.isEmpty()) {
            error(name, "must be an amount of memory, not " + quoted(name), "write a number with a unit: 512M, 1.5G");
        }
        return size.orElse(0L);
    }

    /** A duration in Go's spelling. */
    Optional<Duration> duration(String name) {
        Optional<String> text = read(name, scalars::text);
        Optional<Duration> duration = text.flatMap(Durations::parse);
        if (text.isPresent() && duration.isEmpty()) {
            error(
                    name,
                    "must be a duration, not " + quoted(name),
                    "write a number with a unit, such as 90s, 1m30s or 24h; days have no unit");
        }
        return duration;
    }

    /** A field's text for messages: as the file has it, without the values of variables. */
    String quoted(String name) {
        return map.get(name)
                .filter(YamlScalar.class::isInstance)
                .map(node -> ((YamlScalar) node).quoted())
                .orElse("this");
    }

    /** A mapping below this one. */
    Optional<Section> section(String name) {
        return node(name).flatMap(node -> section(name, node));
    }

    /** A mapping below this one, whose field may be written without a value. */
    Optional<Section> nullableSection(String name) {
        return nullable(name).flatMap(node -> section(name, node));
    }

    private Optional<Section> section(String name, YamlNode node) {
        if (node instanceof YamlMap below) {
            return Optional.of(new Section(below, path(name), pattern(name), reading));
        }
        reading.wrongType(node, path(name), "a mapping");
        return Optional.empty();
    }

    /** The items of a list, each with its path; empty if absent. */
    List<Item> items(String name) {
        return new Lists(this).items(name);
    }

    /** A list of texts; empty if absent. */
    List<String> texts(String name) {
        return new Lists(this).texts(name);
    }

    /** A list of texts without repetition. */
    List<String> distinctTexts(String name) {
        return new Lists(this).distinctTexts(name);
    }

    /** A text, or a list of texts without repetition. */
    List<String> textOrTexts(String name) {
        boolean isList = map.get(name).filter(YamlList.class::isInstance).isPresent();
        return isList
                ? distinctTexts(name)
                : read(name, scalars::text).map(List::of).orElse(List.of());
    }

    /** A mapping of names to texts or numbers. */
    Map<String, String> textMap(String name) {
        return new KeyValueFields(this).textMap(name, false);
    }

    /** A mapping of names to texts, numbers or nothing, which becomes an empty text. */
    Map<String, String> nullableTextMap(String name) {
        return new KeyValueFields(this).textMap(name, true);
    }

    /** {@code KEY: value} pairs or a list of {@code KEY=value}; a key may stand alone. */
    Map<String, Optional<String>> pairs(String name) {
        return new KeyValueFields(this).pairs(name);
    }

    /** Like {@link #pairs}, but a key that stands alone means an empty text. */
    Map<String, String> labels(String name) {
        return new KeyValueFields(this).labels(name);
    }

    /** The names of the fields that the mapping has, in the order of the file. */
    List<String> names() {
        map.entries().forEach((name, entry) -> {
            if (!entry.key().isText()) {
                reading.lenientType(entry.key(), path(name), "a text as key", "put the key in quotes");
            }
        });
        return map.keys();
    }

    /** Marks a field as known, whoever reads it. */
    void know(String name) {
        known.add(name);
    }

    /** The value of a named entry, for mappings whose keys are names that the user chose. */
    Optional<Section> named(String name, boolean nullable) {
        Optional<YamlNode> node = nullable ? nullable(name) : node(name);
        if (node.isPresent() && node.get() instanceof YamlMap below) {
            return Optional.of(new Section(below, path(name), pattern + ".*", reading));
        }
        node.ifPresent(other -> reading.wrongType(other, path(name), "a mapping"));
        return node.isEmpty() && has(name)
                ? Optional.of(new Section(new YamlMap(location(name), Map.of()), path(name), pattern + ".*", reading))
                : Optional.empty();
    }

    /** Notes each field that nobody asked for; returns the {@code x-} fields as plain trees. */
    public Map<String, Object> finish(UnknownFields unknown) {
        Map<String, Object> extensions = new TreeMap<>();
        map.entries().forEach((name, entry) -> {
            if (known.contains(name)) {
                return;
            }
            Optional<FormatVersion> since = FormatHistory.extensionsSince(pattern);
            if (name.startsWith("x-") && since.isPresent()) {
                checkVersion(name, entry.key().location(), since.get());
                extensions.put(name, PlainValues.of(entry.value()));
            } else {
                unknown.note(this, entry.key(), known);
            }
        });
        return extensions;
    }

    public static boolean isNull(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.isNull();
    }

    /** An item of a list, with its path. */
    record Item(YamlNode node, String path, String pattern, ReadContext reading) {
        /** The item as a section, if it is a mapping. */
        Optional<Section> section() {
            return node instanceof YamlMap map
                    ? Optional.of(new Section(map, path, pattern, reading))
                    : Optional.empty();
        }
    }
}
