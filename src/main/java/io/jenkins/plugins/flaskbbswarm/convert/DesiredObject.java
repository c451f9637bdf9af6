package io.jenkins.plugins.flaskbbswarm.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.util.Optional;

/**
 * A secret or config.
 *
 * @param key its key in the stack file
 * @param name its name on the engine, without a version
 * @param body what {@code POST /secrets/create} or {@code /configs/create} takes, but for the data; empty if external
 * @param content the data; empty if external, if a driver provides it, or if the stack was loaded without contents
 * @param isNamed whether the stack file itself names it, so that others may know it by that name
 */
public record DesiredObject(
        String key, String name, Optional<ObjectNode> body, Optional<Content> content, boolean isNamed) {
    /** One that is called by its stack and key. */
    public DesiredObject(String key, String name, Optional<ObjectNode> body, Optional<Content> content) {
        this(key, name, body, content, false);
    }

    /** Whether a plugin provides the data under the object's name. */
    public boolean hasDriver() {
        return body.filter(spec -> spec.has("Driver")).isPresent();
    }

    /** Whether the stack file leaves this object to somebody else. */
    public boolean isExternal() {
        return body.isEmpty();
    }
}
