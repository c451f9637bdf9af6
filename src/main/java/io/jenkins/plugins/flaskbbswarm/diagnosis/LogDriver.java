package io.jenkins.plugins.flaskbbswarm.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;
import java.util.Set;

/**
 * Where what a task prints goes. Engines since 20.10 keep a copy that can be read of what other drivers send away,
 * unless told not to; they answer with an empty log, and no error, where there is nothing to read. Pure.
 *
 * @param name such as {@code json-file}; empty for the node's own default
 * @param isCached whether the engine may keep a copy of what is sent away
 */
public record LogDriver(String name, boolean isCached) {
    private static final Set<String> KEPT_BY_THE_NODE = Set.of("", "json-file", "local", "journald");

    /** @param template the spec of a task, or the task template of a service */
    public static LogDriver of(JsonNode template) {
        JsonNode driver = template.path("LogDriver");
        return of(driver.path("Name"), driver.path("Options"));
    }

    /** The same, from the container if it can be had: it also knows the default of its node. */
    static LogDriver of(Task task, Optional<JsonNode> container) {
        JsonNode config =
                container.map(json -> json.at("/HostConfig/LogConfig")).orElse(task.spec());
        return config.has("Type") ? of(config.path("Type"), config.path("Config")) : of(task.spec());
    }

    private static LogDriver of(JsonNode name, JsonNode options) {
        return new LogDriver(
                name.asText(), !options.path("cache-disabled").asText().equals("true"));
    }

    private boolean isReadable() {
        return KEPT_BY_THE_NODE.contains(name) || isCached && !name.equals("none");
    }

    /** Why nothing can be read of it and what to do, as half a sentence; empty if it can. */
    public Optional<String> whyUnreadable() {
        if (isReadable()) {
            return Optional.empty();
        }
        return Optional.of(
                name.equals("none")
                        ? "its log driver 'none' keeps nothing of what it prints; set its logging driver to json-file"
                        : "its log driver '" + name + "' with cache-disabled keeps nothing that can be read here; look"
                                + " where it sends to, or take cache-disabled out");
    }

    /** What to say of the last lines of a program that ended. */
    String aboutLastLines(boolean areThere) {
        return areThere ? "its last lines say more" : whyUnreadable().orElse("it printed nothing");
    }
}
