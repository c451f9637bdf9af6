package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.Map;
import java.util.Optional;

/**
 * A volume that a stack declares; the engine makes it where a task first needs it.
 *
 * @param name its name on the engine; empty for one made of stack and key
 * @param external whether somebody else makes it
 * @param driver empty for {@code local}
 * @param driverOptions empty if the file has none, which is not the same as an empty mapping
 * @param extensions {@code x-} fields, {@code x-cluster-spec} among them, as plain trees
 */
public record Volume(
        String name,
        boolean external,
        String driver,
        Optional<Map<String, String>> driverOptions,
        Map<String, String> labels,
        Map<String, Object> extensions) {
    public Volume {
        driverOptions = driverOptions.map(Sorted::copy);
        labels = Sorted.copy(labels);
        extensions = Sorted.copy(extensions);
    }
}
