package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.Map;

/** Where a container's output goes; an empty driver means the engine's default one. */
public record Logging(String driver, Map<String, String> options) {
    public Logging {
        options = Sorted.copy(options);
    }
}
