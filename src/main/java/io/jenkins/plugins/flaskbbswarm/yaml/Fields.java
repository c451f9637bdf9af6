package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.List;
import java.util.Optional;

/**
 * Reads the fields of one mapping by name and type, noting a problem for each field of another type. When all known
 * fields were asked for, {@link #refuseOthers()} notes the rest, each with the nearest known name.
 */
public final class Fields {
    private final YamlMap map;
    private final String path;
    private final Problems problems;

    /** @param path what the mapping is called in messages; empty for a file's top level */
    public Fields(YamlMap map, String path, Problems problems) {
        this.map = map;
        this.path = path;
        this.problems = problems;
    }

    /** The text of a field; empty if it is absent, null, or not text (which is noted). Numbers and booleans are not text. */
    public Optional<String> text(String name) {
        throw new UnsupportedOperationException("not yet" + map + path + problems);
    }

    /** A whole number. */
    public Optional<Long> integer(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    /** {@code true} or {@code false}. */
    public Optional<Boolean> bool(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    /** A text, or a list of texts. */
    public List<String> texts(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    /** A mapping below this one, to be read (and finished by {@link #refuseOthers()}) in turn. */
    public Optional<Fields> fields(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The items of a list, as mappings to be read in turn. */
    public List<Fields> items(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Each key of this mapping as {@code fields(key)}: for mappings whose keys are names that the user chose. */
    public List<Named> named() {
        throw new UnsupportedOperationException("not yet");
    }

    /** A field as it is, for types that this class does not know. */
    public Optional<YamlNode> node(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Where a field is; the mapping's own place if the field is absent. */
    public Location location(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The path of a field, such as {@code services.app.image}. */
    public String path(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Notes an error about a field. */
    public void error(String name, String message, String remedy) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Notes each field that nobody asked for, with the nearest name of those that somebody did. */
    public void refuseOthers() {
        throw new UnsupportedOperationException("not yet");
    }

    /** A user-chosen name and what it stands for. */
    public record Named(String name, Fields fields) {}
}
