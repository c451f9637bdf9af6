package io.jenkins.plugins.flaskbbswarm.compose.read;

import io.jenkins.plugins.flaskbbswarm.compose.source.ReadContext;
import io.jenkins.plugins.flaskbbswarm.yaml.YamlScalar;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to say of fields that a section does not know.
 *
 * @param open whether docker CLI 28 lets any field pass here, and drops it
 * @param harmless fields of the modern Compose Specification that may be left out of account: name to remedy
 * @param refused fields that mean something which would be lost: name to remedy
 */
public record UnknownFields(boolean open, Map<String, String> harmless, Map<String, String> refused) {
    /** Nothing else may stand here. */
    public static final UnknownFields NONE = new UnknownFields(false, Map.of(), Map.of());

    /** Anything may stand here, and has no effect. */
    static final UnknownFields IGNORED = new UnknownFields(true, Map.of(), Map.of());

    void note(Section section, YamlScalar key, Set<String> known) {
        if (section.reading().problems().isFull()) {
            return;
        }
        String name = key.text();
        String path = section.path(name);
        ReadContext reading = section.reading();
        if (name.startsWith("x-") && !open) {
            reading.lenient(key.location(), path, "no extension may stand here", "move it to the service");
        } else if (harmless.containsKey(name) && open) {
            reading.warn(key.location(), path, "has no effect in a swarm", harmless.get(name));
        } else if (harmless.containsKey(name)) {
            reading.lenient(key.location(), path, "has no effect in a swarm", harmless.get(name));
        } else if (refused.containsKey(name)) {
            reading.error(key.location(), path, "is not supported by Swarm", refused.get(name));
        } else if (open) {
            reading.warn(key.location(), path, "unknown field, has no effect", suggestion(reading, name, known));
        } else {
            reading.error(key.location(), path, "unknown field", suggestion(reading, name, known));
        }
    }

    private static String suggestion(ReadContext reading, String name, Set<String> known) {
        return reading.nearest(name, known)
                .map(meant -> "did you mean '" + meant + "'?")
                .orElse("known here: " + String.join(", ", new TreeSet<>(known)));
    }
}
