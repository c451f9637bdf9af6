package io.jenkins.plugins.flaskbbswarm.yaml;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads the fields of one mapping by name and type, noting a problem for each field of another type. When all known
 * fields were asked for, {@link #refuseOthers()} notes the rest, each with the nearest known name. A field that is
 * written without a value counts as absent.
 */
public final class Fields {
    private final YamlMap map;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new TreeSet<>();

    /** @param path what the mapping is called in messages; empty for a file's top level */
    public Fields(YamlMap map, String path, Problems problems) {
        this.map = map;
        this.path = path;
        this.problems = problems;
    }

    /** The text of a field; empty if it is absent or not text (which is noted). Numbers and booleans are not text. */
    public Optional<String> text(String name) {
        return read(name, "text", Fields::asText);
    }

    /** A whole number. */
    public Optional<Long> integer(String name) {
        return read(name, "a whole number", Fields::asInteger);
    }

    /** A whole number within bounds; the usual one if it is absent or wrong, which is noted. */
    public int count(String name, int least, int most, int usual) {
        Optional<Long> number = integer(name);
        if (number.filter(n -> n < least || n > most).isPresent()) {
            error(name, "must be between " + least + " and " + most, "the default is " + usual);
            return usual;
        }
        return number.map(Math::toIntExact).orElse(usual);
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> bool(String name) {
        return read(name, "true or false", Fields::asBoolean);
    }

    /** A text, or a list of texts; empty if absent. */
    public List<String> texts(String name) {
        Optional<YamlNode> node = node(name);
        if (node.isPresent() && node.get() instanceof YamlList list) {
            return eachText(name, list);
        }
        return read(name, "text or a list of texts", Fields::asText)
                .map(List::of)
                .orElse(List.of());
    }

    private List<String> eachText(String name, YamlList list) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            YamlNode item = list.items().get(i);
            Optional<String> text = asText(item);
            if (text.isEmpty()) {
                mismatch(item, path(name) + "[" + i + "]", "text");
            }
            text.ifPresent(texts::add);
        }
        return texts;
    }

    /** A mapping below this one, to be read (and finished by {@link #refuseOthers()}) in turn. */
    public Optional<Fields> fields(String name) {
        return read(name, "a mapping", Fields::asMap).map(below -> new Fields(below, path(name), problems));
    }

    /** The items of a list of mappings, to be read in turn; empty if absent. */
    public List<Fields> items(String name) {
        List<Fields> items = new ArrayList<>();
        Optional<YamlList> list = read(name, "a list", Fields::asList);
        for (YamlNode item : list.map(YamlList::items).orElse(List.of())) {
            String itemPath = path(name) + "[" + items.size() + "]";
            if (item instanceof YamlMap below) {
                items.add(new Fields(below, itemPath, problems));
            } else {
                mismatch(item, itemPath, "a mapping");
            }
        }
        return items;
    }

    /** Each field of this mapping as {@code fields(key)}: for mappings whose keys are names that the user chose. */
    public List<Named> named() {
        return map.keys().stream()
                .flatMap(key -> fields(key).map(below -> new Named(key, below)).stream())
                .toList();
    }

    /** The names of the fields that the mapping has, in the order of the file. */
    public List<String> names() {
        return map.keys();
    }

    /** A field as it is, for types that this class does not know; empty if absent. */
    public Optional<YamlNode> node(String name) {
        known.add(name);
        return map.get(name).filter(node -> !(node instanceof YamlScalar scalar && scalar.isNull()));
    }

    /** Where a field's value is; the mapping's own place if the field is absent. */
    public Location location(String name) {
        return map.get(name).map(YamlNode::location).orElse(map.location());
    }

    /** The path of a field, such as {@code services.app.image}. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Notes an error about a field. */
    public void error(String name, String message, String remedy) {
        problems.error(location(name), path(name), message, remedy);
    }

    /** Notes that a field worth having is absent. */
    public void require(String name, String remedy) {
        if (node(name).isEmpty()) {
            problems.error(location(name), path(name), "this field is missing", remedy);
        }
    }

    /** Notes each field that nobody asked for, with the nearest name of those that somebody did. */
    public void refuseOthers() {
        map.entries().forEach((name, entry) -> {
            if (!known.contains(name) && !problems.isFull()) {
                problems.error(entry.key().location(), path(name), "unknown field", suggestion(name));
            }
        });
    }

    private String suggestion(String name) {
        return Suggestion.to(name, known)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("known here: " + String.join(", ", known));
    }

    private <T> Optional<T> read(String name, String expected, Function<YamlNode, Optional<T>> reader) {
        Optional<YamlNode> node = node(name);
        Optional<T> value = node.flatMap(reader);
        if (node.isPresent() && value.isEmpty()) {
            mismatch(node.get(), path(name), expected);
        }
        return value;
    }

    private void mismatch(YamlNode found, String where, String expected) {
        String remedy = found instanceof YamlScalar && expected.startsWith("text") ? "put it in quotes" : "";
        problems.error(found.location(), where, "must be " + expected + ", not " + found.describe(), remedy);
    }

    private static Optional<String> asText(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.isText() ? Optional.of(scalar.text()) : Optional.empty();
    }

    private static Optional<Long> asInteger(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.value() instanceof ScalarValue.Int number
                ? Optional.of(number.value())
                        .filter(n -> n.bitLength() < Long.SIZE)
                        .map(BigInteger::longValue)
                : Optional.empty();
    }

    private static Optional<Boolean> asBoolean(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.value() instanceof ScalarValue.Bool bool
                ? Optional.of(bool.value())
                : Optional.empty();
    }

    private static Optional<YamlMap> asMap(YamlNode node) {
        return node instanceof YamlMap below ? Optional.of(below) : Optional.empty();
    }

    private static Optional<YamlList> asList(YamlNode node) {
        return node instanceof YamlList list ? Optional.of(list) : Optional.empty();
    }

    /** A user-chosen name and what it stands for. */
    public record Named(String name, Fields fields) {}
}
