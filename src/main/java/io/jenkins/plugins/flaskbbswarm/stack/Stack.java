package io.jenkins.plugins.flaskbbswarm.stack;

import java.util.Map;

/**
 * A stack as its Compose files describe it, merged and checked. All maps are by the key of the file and sorted by it.
 * As in the reference, an empty text, a zero and {@code false} stand for "not said" unless a field is optional.
 *
 * @param version the format's version, such as {@code 3.8}
 * @param extensions the file's top-level {@code x-} fields, as plain trees
 */
public record Stack(
        String version,
        Map<String, Service> services,
        Map<String, Network> networks,
        Map<String, Volume> volumes,
        Map<String, FileObject> secrets,
        Map<String, FileObject> configs,
        Map<String, Object> extensions) {
    public Stack {
        services = Sorted.copy(services);
        networks = Sorted.copy(networks);
        volumes = Sorted.copy(volumes);
        secrets = Sorted.copy(secrets);
        configs = Sorted.copy(configs);
        extensions = Sorted.copy(extensions);
    }

    /** The same with other services. */
    public Stack withServices(Map<String, Service> others) {
        return new Stack(version, others, networks, volumes, secrets, configs, extensions);
    }
}
