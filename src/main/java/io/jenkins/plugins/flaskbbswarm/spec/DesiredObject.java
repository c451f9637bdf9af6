package io.jenkins.plugins.flaskbbswarm.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Content;

import java.util.Optional;

/**
 * A secret or config.
 *
 * @param key its key in the stack file
 * @param name its name on the engine, without a version
 * @param body what {@code POST /secrets/create} or {@code /configs/create} takes, but for the data; empty if external
 * @param content the data; empty if external, or if the stack was loaded without contents
 */
public record DesiredObject(String key, String name, Optional<ObjectNode> body, Optional<Content> content) {
    /** Whether the stack file leaves this object to somebody else. */
    public boolean isExternal() {
        return body.isEmpty();
    }
}
