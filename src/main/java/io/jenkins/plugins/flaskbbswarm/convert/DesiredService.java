package io.jenkins.plugins.flaskbbswarm.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.flaskbbswarm.stack.Content;
import io.jenkins.plugins.flaskbbswarm.stack.Dependency;
import io.jenkins.plugins.flaskbbswarm.stack.EngineField;
import io.jenkins.plugins.flaskbbswarm.stack.ImageReference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service.
 *
 * @param key its key in the stack file
 * @param name its name on the engine
 * @param image what its tasks run, as the file names it
 * @param dependsOn the services that should have come so far before this one, by their keys
 * @param body what {@code POST /services/create} takes; secrets, configs and networks by name, without ids
 * @param places where fields are written that not every engine knows, as {@code file:line:column}
 * @param login to the registry of its image, all that tells it from another one; empty if the nodes get none
 */
public record DesiredService(
        String key,
        String name,
        ImageReference image,
        List<Dependency> dependsOn,
        ObjectNode body,
        Map<EngineField, String> places,
        Optional<Content> login) {
    public DesiredService {
        dependsOn = List.copyOf(dependsOn);
        places = Map.copyOf(places);
    }

    /** One that no file tells of, whose nodes get no login. */
    public DesiredService(String key, String name, ImageReference image, List<Dependency> dependsOn, ObjectNode body) {
        this(key, name, image, dependsOn, body, Map.of(), Optional.empty());
    }

    /** The same with another body. */
    public DesiredService withBody(ObjectNode other) {
        return new DesiredService(key, name, image, dependsOn, other, places, login);
    }

    /** The same, written there. */
    DesiredService at(Map<EngineField, String> where) {
        return new DesiredService(key, name, image, dependsOn, body, where, login);
    }

    /** The same with another login. */
    public DesiredService withLogin(Optional<Content> other) {
        return new DesiredService(key, name, image, dependsOn, body, places, other);
    }
}
