package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Maps that always come in the same order. */
final class Sorted {
    private Sorted() {}

    static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
