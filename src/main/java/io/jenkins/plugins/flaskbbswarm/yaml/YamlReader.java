package io.jenkins.plugins.flaskbbswarm.yaml;

import java.util.Optional;

/** Reads YAML files into located trees. */
public final class YamlReader {
    private YamlReader() {}

    /**
     * Reads a file that holds one mapping. Refused, with a problem each: more than 16 MiB, other encodings than UTF-8,
     * duplicate keys, anchors that contain themselves, aliases that expand without measure, too deep nesting, several
     * documents, and whatever is not YAML.
     *
     * @param file the file's name for messages
     * @return empty if a problem was noted that leaves nothing to read
     */
    public static Optional<YamlMap> readMap(String file, byte[] content, Problems problems) {
        throw new UnsupportedOperationException("not yet");
    }
}
