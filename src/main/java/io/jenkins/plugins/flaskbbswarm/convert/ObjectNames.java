package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.FileObject;
import io.jenkins.plugins.flaskbbswarm.stack.Namespace;
import io.jenkins.plugins.flaskbbswarm.stack.Network;
import io.jenkins.plugins.flaskbbswarm.stack.Stack;
import io.jenkins.plugins.flaskbbswarm.stack.Volume;

import java.util.Map;

/** What the objects of a stack are called on the engine: as the file says, or by stack and key. */
final class ObjectNames {
    private final Namespace namespace;
    private final Stack stack;

    ObjectNames(Namespace namespace, Stack stack) {
        this.namespace = namespace;
        this.stack = stack;
    }

    String network(String key) {
        Network network = stack.networks().get(key);
        return name(key, network == null ? "" : network.name());
    }

    String volume(String key) {
        Volume volume = stack.volumes().get(key);
        return name(key, volume == null ? "" : volume.name());
    }

    String secret(String key) {
        return file(stack.secrets(), key);
    }

    String config(String key) {
        return file(stack.configs(), key);
    }

    private String file(Map<String, FileObject> objects, String key) {
        FileObject object = objects.get(key);
        return name(key, object == null ? "" : object.name());
    }

    private String name(String key, String given) {
        return given.isEmpty() ? namespace.scope(key) : given;
    }
}
