package io.jenkins.plugins.flaskbbswarm.images;

import io.jenkins.plugins.flaskbbswarm.http.Body;

import java.util.Map;

/** A request to a registry. */
record RegistryRequest(String method, Map<String, String> headers, Body body) {
    /** All kinds of manifests that there are: a registry converts, or finds none, if its own is not among them. */
    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    static RegistryRequest of(String method) {
        return new RegistryRequest(method, Map.of("Accept", MANIFESTS), new Body.None());
    }

    static RegistryRequest put(String type, byte[] body) {
        return new RegistryRequest("PUT", Map.of("Content-Type", type), new Body.Bytes(body));
    }
}
