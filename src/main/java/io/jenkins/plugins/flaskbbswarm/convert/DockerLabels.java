package io.jenkins.plugins.flaskbbswarm.convert;

import io.jenkins.plugins.flaskbbswarm.stack.Namespace;

import java.util.Map;
import java.util.TreeMap;

/** The labels by which {@code docker stack} knows its own. */
final class DockerLabels {
    /** Remembers on a service which image its stack file asks for, whatever digest was found for it. */
    static final String IMAGE = "com.docker.stack.image";

    private DockerLabels() {}

    /** With the stack's name, which wins over a label of the user. */
    static Map<String, String> of(Namespace namespace, Map<String, String> labels) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(Namespace.LABEL, namespace.name());
        return all;
    }

    /** With the stack's name and the image that the file asks for. */
    static Map<String, String> ofService(Namespace namespace, Map<String, String> labels, String image) {
        Map<String, String> all = of(namespace, labels);
        all.put(IMAGE, image);
        return all;
    }
}
