package io.jenkins.plugins.flaskbbswarm.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.List;

/**
 * A service.
 *
 * @param key its key in the stack file
 * @param name its name on the engine
 * @param image what its tasks run, as the file names it
 * @param dependsOn keys of the services that should run before this one
 * @param body what {@code POST /services/create} takes; secrets, configs and networks by name, without ids
 */
public record DesiredService(String key, String name, ImageReference image, List<String> dependsOn, ObjectNode body) {
    public DesiredService {
        dependsOn = List.copyOf(dependsOn);
    }
}
